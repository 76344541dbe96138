/** What losing this customer would cost, opened into what it is made of. */
import { Fragment, useState } from 'react'
import type { CustomerInsight } from '../../../contract/insight.ts'
import { useMay } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Bars } from '../../ui/charts/bars.tsx'
import { moneyText, numberText } from '../../ui/formats.ts'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { Money } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { AssumptionsOfFile } from './assumptions-of-file.tsx'
import { SinceLastOrder } from './since-last-order.tsx'
import { YearsAhead } from './years-ahead.tsx'

type Told = { customerId: string; told: CustomerInsight }
const percent = { style: 'percent' } as const

export function CostOfLosing({ customerId, told }: Told) {
  const words = useWords('insight')
  const mayEdit = useMay('edit')
  const [changing, setChanging] = useState(false)
  return (
    <section className="file-section">
      <h2>{words.lossTitle}</h2>
      <div className="card padded column">
        {isNothing(told) ? <p className="muted small">{words.nothingToLose}</p> : <LossFigures told={told} />}
        {mayEdit && !changing && (
          <Button small look="quiet" icon="pencil" onPress={() => setChanging(true)}>
            {words.change}
          </Button>
        )}
        {changing && <AssumptionsOfFile customerId={customerId} currency={told.currency} loss={told.loss} onDone={() => setChanging(false)} />}
      </div>
    </section>
  )
}

/** Nothing was bought yet, and nobody said what will be. */
const isNothing = ({ insight, loss, revenueMinor }: CustomerInsight) => !insight?.orders && !revenueMinor && !loss.own && loss.salesMinor === 0

function LossFigures({ told }: Pick<Told, 'told'>) {
  const { currency, insight, loss } = told
  const words = useWords('insight')
  const locale = useLocale()
  const standing = useWords('standing')
  const { currency: own } = usePlace()
  const percentOf = (share: number) => numberText(locale, share, percent)
  const measured = told.measuredShare ? words.measured(percentOf(told.measuredShare)) : words.marginAssumed
  const figures = [
    [words.revenue, told.revenueMinor],
    [words.margin, told.marginMinor, measured],
    [words.serving, loss.own?.servingMinor],
    [words.winning, loss.own?.winningMinor],
  ] as const
  const money = (style: 'round' | 'short') => (minor: number) => moneyText(locale, minor, currency, style)
  return (
    <>
      <dl className="facts">
        <dt>{words.profit}</dt>
        <dd>
          <span className="loss-total">
            <Money minor={loss.profitMinor} currency={currency} style="round" />
          </span>
        </dd>
        <dt>{words.sales}</dt>
        <dd>
          <Money minor={loss.salesMinor} currency={currency} style="round" />
        </dd>
        {insight?.valueMinor != null && (
          <>
            <dt>{words.value}</dt>
            <dd>
              <Money minor={insight.valueMinor} currency={currency} style="round" />
            </dd>
          </>
        )}
        {figures.map(
          ([name, minor, note]) =>
            minor != null && (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd>
                  <Money minor={minor} currency={currency} style="round" />
                  {note && <span className="muted small"> · {note}</span>}
                </dd>
              </Fragment>
            ),
        )}
        {told.usualWinningMinor !== null && loss.own?.winningMinor == null && (
          <>
            <dt>{words.usualWinning}</dt>
            <dd>
              <Money minor={told.usualWinningMinor} currency={own} style="round" />
            </dd>
          </>
        )}
        {told.elsewhereMinor !== null && (
          <>
            <dt>{words.elsewhere}</dt>
            <dd>
              <Money minor={told.elsewhereMinor} currency={currency} style="round" />
            </dd>
          </>
        )}
        {insight?.stage && (
          <>
            <dt>{standing.stageLabel}</dt>
            <dd>
              {standing.stageOf[insight.stage]}
              {told.reach !== 0 && <span className="muted small"> · {told.reach > 0 ? words.tellsGood(told.reach) : words.tellsIll(-told.reach)}</span>}
            </dd>
          </>
        )}
        {insight?.alive != null && (
          <>
            <dt>{words.alive}</dt>
            <dd>
              <bdi>{percentOf(insight.alive)}</bdi> <SinceLastOrder insight={insight} />
            </dd>
          </>
        )}
      </dl>
      <p className="muted small">
        {words.lossBy(loss.years, percentOf(loss.profitShare ?? 0))}
        {loss.own && ` · ${words.assumed}`}
      </p>
      {loss.seriesMinor.length > 1 && (
        <Bars
          height={88}
          every={1}
          caption={words.byYear}
          valueName={words.sales}
          format={money('round')}
          short={money('short')}
          bars={loss.seriesMinor.map((value, place) => ({ label: String(place + 1), name: words.year(place + 1), value }))}
        />
      )}
      <YearsAhead ahead={told.ahead} currency={currency} />
    </>
  )
}
