import { useState } from 'react'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { refreshFile } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { useSaving } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

type Named = { id: string; name: string }
type Props = { customer: Named; contact: Named | undefined; held: boolean; onErased: () => void }

/** Cannot be undone, so it is said, and the name is typed by hand. */
export function EraseForm({ customer, contact, held, onErased }: Props) {
  const words = useWords('rights')
  const [name, setName] = useState('')
  const [id] = useState(newId)
  const who = contact ?? customer
  const { fault, saving, submit } = useSaving(async () => {
    const params = { id: customer.id }
    if (contact) await call('POST /customers/:id/contacts/:partId/erasure', { params: { ...params, partId: contact.id }, body: { id, name } })
    else await call('POST /customers/:id/erasure', { params, body: { id, name } })
    toast({ text: words.erased, tone: 'good' })
    onErased()
    if (contact) await refreshFile(customer.id)
  })
  if (held) return <Notice>{words.onHold}</Notice>
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault()
        submit({})
      }}
    >
      <p className="muted small">{contact ? words.eraseContactText : words.eraseText}</p>
      <TextField label={words.typeName(who.name)} value={name} onChange={setName} autoComplete="off" />
      {fault !== undefined && <ProblemText of={fault} />}
      <div className="row">
        <Button type="submit" danger icon="trash-2" isPending={saving} isDisabled={name.trim() !== who.name.trim()}>
          {words.erase}
        </Button>
      </div>
    </form>
  )
}
