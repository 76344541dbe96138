/** Which file is to be merged into this one. */
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words.tsx'

async function find(q: string, signal: AbortSignal) {
  const hits = await call('GET /search', { query: { q, limit: 8 } }, { signal })
  return hits.map(({ customerId, name, otherName, city, number, matched }) => ({
    id: customerId,
    label: name,
    hint: matched.by === 'name' ? <bdi>{otherName || city || `#${number}`}</bdi> : <bdi dir="auto">{matched.text}</bdi>,
  }))
}

export default function OtherFile({ customerId, onChosen, onClose }: { customerId: string; onChosen: (id: string) => void; onClose: () => void }) {
  const words = useWords('merging')
  const [same, setSame] = useState(false)
  const choose = (id: string | null) => {
    setSame(id === customerId)
    if (id && id !== customerId) onChosen(id)
  }
  return (
    <Dialog title={words.mergeWith} onClose={onClose}>
      <div className="column">
        <ComboBox autoFocus label={words.findOther} hint={words.findHint} icon="search" find={find} onChange={choose} />
        {same && <Notice tone="warn">{words.sameFile}</Notice>}
      </div>
    </Dialog>
  )
}
