/** The chain link by link: how strong, how late, and what the data cannot show. */
import type { ChainPart, ChainTold } from '../../../contract/insight-pages.ts'
import { Card } from '../../ui/card.tsx'
import { Curves } from '../../ui/charts/kit/curves.tsx'
import { Empty } from '../../ui/empty.tsx'
import { dayText, moneyText, numberText } from '../../ui/formats.ts'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'

export function Chain({ told }: { told: ChainTold }) {
  const { chain: words } = useWords('findings')
  const locale = useLocale()
  const { currency } = usePlace()
  if (told.months.length < 2)
    return (
      <div className="whole">
        <Empty icon="chart-line">{words.none}</Empty>
      </div>
    )
  const percent = (part: number) => numberText(locale, part, { style: 'percent' })
  const text: Record<ChainPart, (value: number) => string> = {
    service: percent,
    satisfaction: (value) => numberText(locale, value, { maximumFractionDigits: 1 }),
    loyalty: percent,
    retention: percent,
    profit: (value) => moneyText(locale, value, currency, 'short'),
  }
  const top: Partial<Record<ChainPart, number>> = { service: 1, satisfaction: 10, loyalty: 1, retention: 1 }
  return (
    <>
      <p className="muted whole">{words.about}</p>
      {told.links.map((link) => (
        <Link key={link.cause} link={link} />
      ))}
      {told.series.map(({ part, values }) => (
        <Curves
          key={part}
          height={160}
          title={words.part[part]}
          note={words.measure[part]}
          xName={words.series}
          xText={(place) => dayText(locale, told.months[place]!, 'monthShort')}
          yText={text[part]}
          {...(top[part] !== undefined && { top: top[part] })}
          curves={[{ name: words.part[part], points: values.flatMap((y, x) => (y === null ? [] : [{ x, y: Math.max(0, y) }])) }]}
        />
      ))}
    </>
  )
}

function Link({ link: { cause, effect, found } }: { link: ChainTold['links'][number] }) {
  const { chain: words } = useWords('findings')
  const locale = useLocale()
  const number = (value: number) => numberText(locale, value, { maximumFractionDigits: 2, signDisplay: 'exceptZero' })
  const best = found?.correlations[found.lag]
  return (
    <Card title={words.linkTitle(words.part[cause], words.part[effect])}>
      {found && best ? (
        <div className="column">
          <p>{words.strongest(number(best.value), found.lag)}</p>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.lag}</th>
                <th scope="col" className="number">
                  {words.correlation}
                </th>
              </tr>
            </thead>
            <tbody>
              {found.correlations.map(({ value, low, high }, lag) => (
                <tr key={`${value} ${low} ${high}`}>
                  <th scope="row">{numberText(locale, lag)}</th>
                  <td className="number">
                    <bdi dir="ltr">
                      {number(value)} ({number(low)} … {number(high)})
                    </bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3 className="small">{words.cannot}</h3>
          <ul className="insight-limits small muted">
            {found.limits.map((limit) => (
              <li key={limit}>{words.limit[limit]}</li>
            ))}
          </ul>
        </div>
      ) : (
        <p className="muted">{words.tooFew}</p>
      )}
    </Card>
  )
}
