/** Where customers stand: the map by recency and frequency, segments, stages of loyalty, word of mouth. */
import type { ReactNode } from 'react'
import type { SegmentsPage } from '../../../contract/insight-pages.ts'
import { Lanes } from '../../ui/charts/kit/lanes.tsx'
import { Grid } from '../../ui/charts/kit/map.tsx'
import { Empty } from '../../ui/empty.tsx'
import { numberText } from '../../ui/formats.ts'
import { Link } from '../../ui/link.tsx'
import { useLocale } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'
import { Figures } from './company-page.tsx'

const scores = [5, 4, 3, 2, 1]

/** What is passed within stands beside the segments. */
export function Segments({ page, children }: { page: SegmentsPage; children: ReactNode }) {
  const { segments: words, customers } = useWords('findings')
  const { segment, stageOf } = useWords('standing')
  const locale = useLocale()
  const number = (value: number) => numberText(locale, value)
  const at = new Map(page.map.map((one) => [`${one.recency} ${one.frequency}`, one.customers]))
  if (page.customers === 0)
    return (
      <>
        <div className="whole">
          <Empty icon="users">{words.nobody}</Empty>
        </div>
        {children}
      </>
    )
  return (
    <>
      <Figures
        of={[
          [words.customers, number(page.customers)],
          [words.good, number(page.reach.good)],
          [words.ill, number(page.reach.ill)],
        ]}
      />
      <p className="muted small whole">{words.reachNote(number(page.reachOf.advocateReach), number(page.reachOf.avengerReach))}</p>
      <Grid
        title={words.map}
        note={words.mapNote}
        corner={words.frequency}
        across={words.recency}
        height={240}
        rows={scores.map(words.frequencyScore)}
        columns={scores.toReversed().map(String)}
        text={number}
        fields={scores.map((frequency) =>
          scores.toReversed().map((recency) => {
            const value = at.get(`${recency} ${frequency}`) ?? 0
            return { value, text: number(value), says: words.field(recency, frequency, customers(value)) }
          }),
        )}
      />
      <Lanes
        title={words.stages}
        note={words.stagesNote}
        xName={words.stage}
        valueName={words.customers}
        text={number}
        lanes={page.stages.map(({ stage, customers }) => ({
          name: stageOf[stage],
          value: customers,
          ...(stage === 'advocate' ? { tone: 'good' as const } : stage === 'lapsed' || stage === 'avenger' ? { tone: 'bad' as const } : {}),
        }))}
      />
      {page.segments.length > 0 && (
        <Lanes
          title={words.title}
          note={words.titleNote}
          xName={words.segment}
          valueName={words.customers}
          text={number}
          lanes={page.segments.map((one) => ({ name: segment[one.segment], value: one.customers }))}
        />
      )}
      {children}
      {page.segments.length > 0 && (
        <nav className="row wrap small whole" aria-label={words.open}>
          {words.open}:
          {page.segments
            .filter(({ customers }) => customers > 0)
            .map((one) => (
              <Link key={one.segment} to="/customers" search={{ segment: one.segment }}>
                {segment[one.segment]}
              </Link>
            ))}
        </nav>
      )}
    </>
  )
}
