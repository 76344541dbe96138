/** What customers are worth together: how few bring how much, and the contribution of the years ahead. */
import type { Value } from '../../../contract/insight-pages.ts'
import { Curves } from '../../ui/charts/kit/curves.tsx'
import { Empty } from '../../ui/empty.tsx'
import { numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { Count, Money } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

const measures = ['salesMinor', 'profitMinor', 'aliveMinor'] as const

export function Worth({ value }: { value: Value }) {
  const { value: words, segments } = useWords('findings')
  const names = useWords('standing')
  const locale = useLocale()
  const percent = (part: number) => numberText(locale, part, { style: 'percent' })
  const name = { salesMinor: words.sales, profitMinor: words.profit, aliveMinor: words.alive }
  if (value.concentration.length === 0)
    return (
      <div className="whole">
        <Empty icon="gauge">{words.none}</Empty>
      </div>
    )
  const ahead = value.contribution[0]!.ahead.map(({ years }) => years)
  return (
    <>
      <Curves
        wide
        title={words.concentration}
        note={words.concentrationNote(percent(value.concentration[20]!))}
        xName={words.ofCustomers}
        xText={percent}
        xMarks={[0, 0.25, 0.5, 0.75, 1]}
        yText={percent}
        top={1}
        mark={{ x: 0.2, name: percent(0.2) }}
        curves={[
          { name: words.ofPurchases, points: value.concentration.map((y, part) => ({ x: part / 100, y })) },
          {
            name: words.equal,
            quiet: true,
            points: [
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ],
          },
        ]}
      />
      <section className="card padded whole insight-table" aria-label={words.contribution}>
        <h2>{words.contribution}</h2>
        <p className="muted small">{words.contributionNote}</p>
        {value.measuredShare !== null && <p className="muted small">{words.measured(percent(value.measuredShare))}</p>}
        <table className="table">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {segments.segment}
              </th>
              <th scope="col" rowSpan={2} className="number">
                {segments.customers}
              </th>
              {ahead.map((years) => (
                <th key={years} scope="colgroup" colSpan={3} className="number">
                  {words.years(years)}
                </th>
              ))}
            </tr>
            <tr>
              {ahead.flatMap((years) =>
                measures.map((measure) => (
                  <th key={`${years} ${measure}`} scope="col" className="number">
                    {name[measure]}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {value.contribution.map((row) => (
              <tr key={row.segment} className={row.segment === null ? 'sum' : ''}>
                <th scope="row">{row.segment === null ? words.all : names.segment[row.segment]}</th>
                <td className="number">
                  <Count value={row.customers} />
                </td>
                {row.ahead.flatMap((sum) =>
                  measures.map((measure) => (
                    <td key={`${sum.years} ${measure}`} className="number">
                      <Money minor={sum[measure]} currency={value.currency} style="short" />
                    </td>
                  )),
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {value.otherCurrency > 0 && <p className="muted small">{words.otherCurrency(value.otherCurrency)}</p>}
      </section>
    </>
  )
}
