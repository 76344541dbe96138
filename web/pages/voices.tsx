/** Wishes and complaints of all customers a person may see, and answering them. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { comingFrom } from '../api/file.ts'
import { usePages } from '../api/pages.ts'
import { useVoiceColumns, VoiceCard, type VoiceRow } from '../features/feedback/voice-list.tsx'
import { VoicePeek } from '../features/feedback/voice-peek.tsx'
import '../features/feedback/voices.css'
import { SegmentChoice } from '../features/insight/segment-choice.tsx'
import { RadioGroup } from '../ui/choice.tsx'
import { Empty } from '../ui/empty.tsx'
import type { GridHandle } from '../ui/grid/grid.tsx'
import { PagedGrid } from '../ui/grid/paged-grid.tsx'
import { ListPage } from '../ui/list-page.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'

const card = (row: VoiceRow) => <VoiceCard row={row} />

export default function VoicesPage() {
  const words = useWords('feedback')
  const asked = useSearch({ from: '/inside/voices' })
  const navigate = useNavigate()
  const change = (part: Partial<typeof asked>) => navigate({ to: '/voices', search: { ...asked, ...part }, replace: true })
  const state = asked.open ?? 'true'
  const pages = usePages<VoiceRow>('GET /voices', { kind: asked.kind, open: state === 'all' ? undefined : state, segment: asked.segment })
  const columns = useVoiceColumns()
  const grid = useRef<GridHandle>(null)
  const [looking, setLooking] = useState<VoiceRow>()
  const close = () => {
    setLooking(undefined)
    grid.current?.focus()
  }
  const tools = (
    <>
      <RadioGroup
        segmented
        bare
        label={words.state}
        value={state}
        onChange={(open) => change({ open: open === 'true' ? undefined : open })}
        options={[
          { id: 'true', label: words.open },
          { id: 'false', label: words.answered },
          { id: 'all', label: words.all },
        ]}
      />
      <Select
        bare
        label={words.kindLabel}
        value={asked.kind ?? 'any'}
        onChange={(kind) => change({ kind: kind === 'any' ? undefined : kind })}
        options={[
          { id: 'any', label: words.anyKind },
          { id: 'complaint', label: words.kinds.complaint },
          { id: 'wish', label: words.kinds.wish },
        ]}
      />
      <SegmentChoice segment={asked.segment} onSegment={(segment) => change({ segment })} />
    </>
  )
  return (
    <ListPage
      onClickCapture={comingFrom('list')}
      title={words.title}
      tools={tools}
      onClosePeek={close}
      peek={looking && <VoicePeek voice={looking} onClose={close} />}
    >
      <PagedGrid
        ref={grid}
        label={words.title}
        pages={pages}
        columns={columns}
        card={card}
        empty={<Empty icon="lightbulb">{asked.kind || asked.segment ? words.noneFound : state === 'true' ? words.noneOpen : words.none}</Empty>}
        onPeek={setLooking}
        onOpen={({ customerId }) => navigate({ to: '/customers/$id', params: { id: customerId } })}
        onActive={(row) => {
          if (looking) setLooking(row)
        }}
      />
    </ListPage>
  )
}
