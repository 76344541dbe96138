import { useMemo } from 'react'
import type { Voice } from '../../../contract/feedback.ts'
import { Chip } from '../../ui/chip.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Name, When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

export type VoiceRow = Voice & { customerName: string }

export function VoiceChip({ kind }: { kind: Voice['kind'] }) {
  const words = useWords('feedback')
  return (
    <Chip tone={kind === 'complaint' ? 'bad' : 'info'} icon={kind === 'complaint' ? 'thumbs-down' : 'lightbulb'}>
      {words.kind[kind]}
    </Chip>
  )
}

export function useVoiceColumns(): readonly Column<VoiceRow>[] {
  const words = useWords('feedback')
  return useMemo(
    () => [
      { key: 'kind', header: words.kindLabel, width: '108px', render: ({ kind }) => <VoiceChip kind={kind} /> },
      { key: 'words', header: words.words, width: 'minmax(240px, 3fr)', fixed: true, dir: 'auto', render: ({ text }) => text },
      { key: 'customer', header: words.customer, width: 'minmax(140px, 1.2fr)', dir: 'auto', render: ({ customerName }) => customerName },
      { key: 'heardAt', header: words.heardAt, width: '124px', render: ({ heardAt }) => <When at={heardAt} /> },
      { key: 'heardBy', header: words.heardBy, width: 'minmax(110px, 1fr)', dir: 'auto', render: ({ heardBy }) => heardBy?.name },
      {
        key: 'answer',
        header: words.answer,
        width: 'minmax(150px, 1.6fr)',
        render: ({ answer }) =>
          answer ? (
            <Written>{answer}</Written>
          ) : (
            <Chip tone="warn" dot>
              {words.waiting}
            </Chip>
          ),
      },
    ],
    [words],
  )
}

/** A wish or complaint in two lines, for a screen as wide as a hand. */
export function VoiceCard({ row }: { row: VoiceRow }) {
  return (
    <div className="voice-card">
      <div className="clip">
        <Written>{row.text}</Written>
      </div>
      <div className="row small muted">
        <VoiceChip kind={row.kind} />
        <span className="clip">
          <Name>{row.customerName}</Name>
        </span>
        <span className="push">
          <When at={row.heardAt} />
        </span>
      </div>
    </div>
  )
}
