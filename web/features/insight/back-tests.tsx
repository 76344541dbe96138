/** How good the warnings would have been: in a table, month by month, and whether what is told comes true. */
import type { BackTestTold, TestedSignal } from '../../../contract/insight-pages.ts'
import { Curves } from '../../ui/charts/kit/curves.tsx'
import { Lanes } from '../../ui/charts/kit/lanes.tsx'
import { Empty } from '../../ui/empty.tsx'
import { dayText, numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'

export function BackTests({ told }: { told: BackTestTold }) {
  const { backTest: words, customers } = useWords('findings')
  const { kind } = useWords('insight')
  const locale = useLocale()
  const percent = (part: number) => numberText(locale, part, { style: 'percent' })
  const nameOf = (signal: TestedSignal) => (signal === 'watch' ? words.watch : kind[signal])
  const [whole] = told.signals
  if (!whole)
    return (
      <div className="whole">
        <Empty icon="check-check">{words.none}</Empty>
      </div>
    )
  return (
    <>
      <p className="muted whole">{words.about(customers(told.asked), told.horizon)}</p>
      <Summary told={told} nameOf={nameOf} percent={percent} />
      {told.hiddenFrom && (
        <Lanes
          title={words.against}
          note={words.againstNote(dayText(locale, told.hiddenFrom))}
          xName={words.rule}
          valueName={words.auc}
          besideName={words.first50}
          text={percent}
          top={1}
          lanes={told.rankings.map(({ by, auc, first50 }) => ({ name: words.by[by], value: auc, beside: first50 }))}
        />
      )}
      <Curves
        title={words.calibration}
        note={words.calibrationNote}
        xName={words.told}
        xText={percent}
        xMarks={[0, 0.25, 0.5, 0.75, 1]}
        yText={percent}
        top={1}
        curves={[
          { name: nameOf(whole.signal), dots: true, points: whole.calibration.map(({ told: x, seen: y }) => ({ x, y })) },
          {
            name: words.perfect,
            quiet: true,
            points: [
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ],
          },
        ]}
      />
      <Curves
        wide
        title={words.byMonth}
        note={words.aucHint}
        xName={words.day}
        xText={(day) => dayText(locale, new Date(day).toISOString().slice(0, 10), 'monthShort')}
        yText={percent}
        top={1}
        curves={told.signals
          .filter(({ leadTime, signal }) => signal === 'watch' || leadTime !== null)
          .map(({ signal, months }) => ({
            name: nameOf(signal),
            points: months.map(({ cutoff, auc }) => ({ x: Date.parse(cutoff), y: auc })),
          }))}
      />
    </>
  )
}

type SummaryProps = { told: BackTestTold; nameOf: (signal: TestedSignal) => string; percent: (part: number) => string }

function Summary({ told, nameOf, percent }: SummaryProps) {
  const { backTest: words } = useWords('findings')
  const locale = useLocale()
  return (
    <section className="card padded whole insight-table" aria-label={words.summary}>
      <table className="table">
        <caption>{words.summary}</caption>
        <thead>
          <tr>
            <th scope="col">{words.signal}</th>
            {[words.auc, words.first100, words.baseRate, words.lead, words.judged].map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.signals.map(({ signal, auc, first100, baseRate, leadTime, customers }) => (
            <tr key={signal}>
              <th scope="row">{nameOf(signal)}</th>
              {[
                percent(auc),
                percent(first100),
                percent(baseRate),
                leadTime === null ? '–' : words.leadDays(Math.round(leadTime)),
                numberText(locale, customers),
              ].map((text, place) => (
                <td key={[words.auc, words.first100, words.baseRate, words.lead, words.judged][place]} className="number">
                  <bdi>{text}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
