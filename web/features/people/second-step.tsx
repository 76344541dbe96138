import { useState } from 'react'
import type { SecondStep, Session } from '../../../contract/people.ts'
import { call } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { useWords } from '../../words.tsx'
import { CodeField } from './code-field.tsx'
import { showPasskey } from './passkey.ts'

/** A code or a passkey, after the password. */
export default function TakeSecondStep({ step, onDone, onCancel }: { step: SecondStep; onDone: (session: Session) => Promise<void>; onCancel: () => void }) {
  const words = useWords('people')
  const [recovering, setRecovering] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const byPasskey = async () => {
    setFault(undefined)
    try {
      await onDone(await call('POST /session/passkey', { body: await showPasskey(step.ticket) }))
    } catch (error) {
      setFault(error)
    }
  }
  return (
    <div className="column">
      {step.ways.includes('passkey') && (
        <Button icon="fingerprint" onPress={byPasskey}>
          {words.usePasskey}
        </Button>
      )}
      {fault !== undefined && <ProblemText of={fault} />}
      {step.ways.includes('code') && (
        <Form save={words.signIn} onSave={async ({ code = '' }) => onDone(await call('POST /session/second-step', { body: { ticket: step.ticket, code } }))}>
          <CodeField key={String(recovering)} recovering={recovering} />
        </Form>
      )}
      <div className="row wrap">
        {step.ways.includes('code') && (
          <Button small look="quiet" onPress={() => setRecovering(!recovering)}>
            {recovering ? words.useAppCode : words.useRecoveryCode}
          </Button>
        )}
        <Button small look="quiet" onPress={onCancel}>
          {words.startOver}
        </Button>
      </div>
    </div>
  )
}
