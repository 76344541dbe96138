/** Recording from wherever one is: first the customer, then the entry. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api/client.ts'
import { fileQuery } from '../api/file.ts'
import { Button } from '../ui/button.tsx'
import { ComboBox } from '../ui/combo-box.tsx'
import { Sheet } from '../ui/dialog.tsx'
import { Marked } from '../ui/marked.tsx'
import { ProblemText } from '../ui/problem.tsx'
import { Name } from '../ui/values.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'
import { RecordingForm } from './recording.tsx'

const find = async (text: string, signal: AbortSignal) => {
  if (!text.trim()) return []
  const found = await call('GET /search', { query: { q: text, limit: 8 } }, { signal })
  const once = new Map(found.map((one) => [one.customerId, one]))
  return [...once.values()].map(({ customerId, name, otherName, city, number, matched, marks }) => ({
    id: customerId,
    label: name,
    hint: matched.by === 'name' ? <bdi>{otherName || city || `#${number}`}</bdi> : <Marked marks={marks.text}>{matched.text}</Marked>,
  }))
}

export default function RecordAnywhere({ onClose }: { onClose: () => void }) {
  const words = useWords('interactions')
  const [customerId, setCustomerId] = useState<string>()
  return (
    <Sheet title={words.record} onClose={onClose}>
      {customerId ? (
        <ForCustomer id={customerId} onOther={() => setCustomerId(undefined)} onSaved={onClose} />
      ) : (
        <ComboBox
          autoFocus
          bare
          label={words.chooseCustomer}
          placeholder={words.chooseCustomer}
          icon="search"
          find={find}
          onChange={(id) => {
            if (id) setCustomerId(id)
          }}
        />
      )}
    </Sheet>
  )
}

function ForCustomer({ id, onOther, onSaved }: { id: string; onOther: () => void; onSaved: () => void }) {
  const words = useWords('interactions')
  const { data, error } = useQuery(fileQuery(id))
  if (error) return <ProblemText of={error} />
  if (!data) return <Skeleton lines={4} />
  const { customer, contacts, timeline } = data
  const last = timeline.items.find((entry) => entry.kind === 'interaction' && entry.contact)
  return (
    <div className="column">
      <div className="row">
        <strong className="grow clip">
          <Name>{customer.name}</Name>
        </strong>
        <Button small look="quiet" icon="users" onPress={onOther}>
          {words.otherCustomer}
        </Button>
      </div>
      <RecordingForm
        customer={customer}
        contacts={contacts}
        lastContactId={last?.kind === 'interaction' ? last.contact?.id : null}
        autoFocus
        onSaved={onSaved}
      />
    </div>
  )
}
