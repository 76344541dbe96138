/** Narrows a list to the customers of a segment: one that somebody saved, or one by recency, frequency and money. Absent where amounts are hidden. */
import { useQuery } from '@tanstack/react-query'
import { segmentNames } from '../../../contract/segments.ts'
import { ask } from '../../api/query.ts'
import { useIsHidden } from '../../api/session.ts'
import { Select } from '../../ui/select.tsx'
import { useWords } from '../../words.tsx'

const any = 'any'

export function SegmentChoice({ segment, onSegment }: { segment: string | undefined; onSegment(segment: string | undefined): void }) {
  const words = useWords('standing')
  const isHidden = useIsHidden()
  const saved = useQuery({ ...ask('GET /segments'), enabled: !isHidden('amounts') }).data ?? []
  if (isHidden('amounts')) return null
  return (
    <Select
      bare
      label={words.segmentLabel}
      value={segment ?? any}
      onChange={(chosen) => onSegment(chosen === any ? undefined : chosen)}
      options={[
        { id: any, label: words.anySegment },
        ...saved.map(({ id, name }) => ({ id, label: words.saved(name) })),
        ...segmentNames.map((id) => ({ id: id as string, label: words.segment[id] })),
      ]}
    />
  )
}
