import { useState } from 'react'
import type { LegalHold } from '../../../contract/rights.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { Name, When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** The holds that stand, and placing one. */
export function Holds({ customerId, holds, mayRelease }: { customerId: string; holds: readonly LegalHold[]; mayRelease: boolean }) {
  const words = useWords('rights')
  const [placing, setPlacing] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const release = (id: string) =>
    call('DELETE /customers/:id/holds/:partId', { params: { id: customerId, partId: id } }).then(() => {
      toast({ text: words.released, tone: 'good' })
      return refresh('GET /customers/:id/privacy')
    }, setFault)
  return (
    <>
      {holds.map((hold) => (
        <Notice key={hold.id} tone="warn">
          <span className="column">
            <Written>{hold.reason}</Written>
            <span className="row wrap small muted">
              <Name>{hold.placedBy.name}</Name>
              <When at={hold.placedAt} />
              {mayRelease && (
                <Button small look="quiet" onPress={() => void release(hold.id)}>
                  {words.release}
                </Button>
              )}
            </span>
          </span>
        </Notice>
      ))}
      {fault !== undefined && <ProblemText of={fault} />}
      {placing ? (
        <Form
          save={words.place}
          onCancel={() => setPlacing(false)}
          onSave={async ({ reason = '' }) => {
            await call('POST /customers/:id/holds', { params: { id: customerId }, body: { id: newId(), reason } })
            toast({ text: words.placed, tone: 'good' })
            setPlacing(false)
            await refresh('GET /customers/:id/privacy')
          }}
        >
          <TextField name="reason" label={words.holdReason} isRequired autoFocus />
        </Form>
      ) : (
        <div className="row">
          <Button icon="lock" onPress={() => setPlacing(true)}>
            {words.place}
          </Button>
        </div>
      )}
    </>
  )
}
