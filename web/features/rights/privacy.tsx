/** What can be done with a file in the name of the person it is about: give it to them, hold it, erase it. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CustomerFile } from '../../../contract/file.ts'
import { ask } from '../../api/query.ts'
import { Sheet } from '../../ui/dialog.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import './rights.css'
import { EraseForm } from './erase-form.tsx'
import { ExportForm, Exports } from './exports.tsx'
import { Holds } from './holds.tsx'

export default function Privacy({ file, onClose, onErased }: { file: CustomerFile; onClose: () => void; onErased: () => void }) {
  const { customer, can, contacts } = file
  const words = useWords('rights')
  const [contactId, setContactId] = useState('')
  const { data, error } = useQuery({
    ...ask('GET /customers/:id/privacy', { params: { id: customer.id } }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.exports.some((each) => each.state === 'waiting' || each.state === 'running') ? 1000 : false),
  })
  const contact = contacts.find(({ id }) => id === contactId)
  return (
    <Sheet title={words.privacy} onClose={onClose}>
      {error ? (
        <ProblemText of={error} />
      ) : !data ? (
        <Skeleton lines={8} />
      ) : (
        <div className="column rights">
          <section className="column">
            <h3>{words.exportTitle}</h3>
            <p className="muted small">{words.exportText}</p>
            <ExportForm customerId={customer.id} contacts={contacts} contactId={contactId} onContact={setContactId} />
            <Exports customerId={customer.id} exports={data.exports} />
          </section>
          <section className="column">
            <h3>{words.holdTitle}</h3>
            <p className="muted small">{words.holdText}</p>
            <Holds customerId={customer.id} holds={data.holds} mayRelease={can.includes('erase')} />
          </section>
          {can.includes('erase') && (
            <section className="column">
              <h3>{words.eraseTitle}</h3>
              <EraseForm key={contactId} customer={customer} contact={contact} held={data.holds.length > 0} onErased={contact ? onClose : onErased} />
            </section>
          )}
        </div>
      )}
    </Sheet>
  )
}
