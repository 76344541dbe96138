import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { RadioGroup } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { CodeField } from './code-field.tsx'
import { showPasskey } from './passkey.ts'
import { PasswordField } from './password-field.tsx'

type Proof = 'password' | 'code' | 'passkey'

/** Asks once more who is there. What waits for it goes on by itself. */
export default function ConfirmIdentity({ onDone }: { onDone: (proved: boolean) => void }) {
  const words = useWords('security')
  const people = useWords('people')
  const { data: factors } = useQuery({ ...ask('GET /me/factors'), staleTime: 0 })
  const [chosen, setChosen] = useState<Proof>()
  const proofs: { id: Proof; label: string }[] = factors
    ? [
        ...(factors.passkeys.length > 0 ? [{ id: 'passkey' as const, label: words.byPasskey }] : []),
        ...(factors.totp ? [{ id: 'code' as const, label: words.byCode }] : []),
        ...(factors.hasPassword ? [{ id: 'password' as const, label: words.byPassword }] : []),
      ]
    : []
  const proof = chosen ?? proofs[0]?.id
  const bodyOf = async ({ password = '', code = '' }: Record<string, string>) =>
    proof === 'passkey' ? showPasskey() : proof === 'code' ? { code } : { password }
  return (
    <Dialog size="small" title={words.confirmTitle} urgent onClose={() => onDone(false)}>
      {proof ? (
        <Form
          save={words.confirm}
          onCancel={() => onDone(false)}
          onSave={async (typed) => {
            await call('POST /me/confirmation', { body: await bodyOf(typed) })
            onDone(true)
          }}
        >
          <p className="muted small">{words.confirmText}</p>
          {proofs.length > 1 && <RadioGroup segmented label={words.proveBy} bare value={proof} onChange={setChosen} options={proofs} />}
          {proof === 'password' && <PasswordField name="password" label={people.password} autoFocus />}
          {proof === 'code' && <CodeField />}
        </Form>
      ) : (
        <Skeleton lines={3} />
      )}
    </Dialog>
  )
}
