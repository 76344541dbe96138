/** Beside the timeline: what losing this customer costs, whether they are leaving, and how we know. */
import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode, useState } from 'react'
import type { CustomerAssumptions, CustomerInsight } from '../../../contract/insight.ts'
import { call } from '../../api/client.ts'
import { ask, remember } from '../../api/query.ts'
import { useIsHidden, useMay } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Bars } from '../../ui/charts/bars.tsx'
import { Spark } from '../../ui/charts/spark.tsx'
import { Form } from '../../ui/form.tsx'
import { moneyText, numberText } from '../../ui/formats.ts'
import { MoneyField, NumberField } from '../../ui/number-field.tsx'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { Money } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import './insight.css'
import { SignalsOfFile } from './signals-of-file.tsx'

const question = (id: string) => ask('GET /customers/:id/insight', { params: { id } })

type Props = {
  customerId: string
  /** What to do next: below the signs, above what it is worth. */
  next: ReactNode
  children: ReactNode
}

/** What stands around it comes with it, so that nothing is pushed down while somebody reads. */
export default function InsightOfFile({ customerId, next, children }: Props) {
  const { data, isPending, failureCount } = useQuery(question(customerId))
  const isHidden = useIsHidden()
  if (isPending && failureCount === 0) return null
  return (
    <>
      {data && <SignalsOfFile customerId={customerId} told={data} />}
      {next}
      {data && !isHidden('amounts') && <Loss customerId={customerId} told={data} />}
      {data && <Offers offers={data.offers} />}
      {children}
    </>
  )
}

type Told = { customerId: string; told: CustomerInsight }

function Loss({ customerId, told }: Told) {
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
        {changing && <Assumptions customerId={customerId} currency={told.currency} loss={told.loss} onDone={() => setChanging(false)} />}
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
      <Ahead ahead={told.ahead} currency={currency} />
    </>
  )
}

/** How the chance of being active fell since the last order and will go on falling, and what the line says. */
function SinceLastOrder({ insight: { curve, silentDays } }: { insight: NonNullable<CustomerInsight['insight']> }) {
  const words = useWords('insight')
  const locale = useLocale()
  const last = curve.at(-1)
  if (!last || silentDays === null) return null
  const says = words.curveSays(silentDays, last.days, numberText(locale, last.alive, percent))
  return (
    <>
      <Spark values={curve.map(({ alive }) => alive)} says={`${words.curve}. ${says}`} width={72} between={[0, 1]} mark={Math.min(1, silentDays / last.days)} />
      <p className="muted small" aria-hidden="true">
        {says}
      </p>
    </>
  )
}

/** What they will bring in 1, 5 and 10 years. */
function Ahead({ ahead, currency }: { ahead: CustomerInsight['ahead']; currency: string }) {
  const words = useWords('insight')
  return (
    <table className="table loss-ahead">
      <caption>{words.ahead}</caption>
      <thead>
        <tr>
          <td />
          {[words.sales1, words.profit1, words.alive1].map((name) => (
            <th key={name} scope="col" className="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ahead.map(({ years, salesMinor, profitMinor, aliveMinor }) => (
          <tr key={years}>
            <th scope="row">{words.inYears(years)}</th>
            <td className="number">
              <Money minor={salesMinor} currency={currency} style="short" />
            </td>
            <td className="number">
              <Money minor={profitMinor} currency={currency} style="short" />
            </td>
            <td className="number">
              <Money minor={aliveMinor} currency={currency} style="short" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Offers({ offers }: { offers: CustomerInsight['offers'] }) {
  const words = useWords('insight')
  const locale = useLocale()
  if (offers.length === 0) return null
  return (
    <section className="file-section">
      <h2>{words.offers}</h2>
      <ul className="signal-list card padded">
        {offers.map(({ product, because, confidence, lift }) => (
          <li key={product.id}>
            <strong>
              <bdi>{product.name}</bdi>
            </strong>
            <p className="muted small">
              {words.offerBecause(
                `\u2068${because.name}\u2069`,
                numberText(locale, confidence, percent),
                numberText(locale, lift, { maximumFractionDigits: 1 }),
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const percent = { style: 'percent' } as const

const asFitted = { yearlyMinor: null, growthMinor: null, years: null, profitShare: null, walletShare: null, servingMinor: null, winningMinor: null }

type AssumptionsProps = { customerId: string; currency: string; loss: CustomerInsight['loss']; onDone: () => void }

function Assumptions({ customerId, currency, loss, onDone }: AssumptionsProps) {
  const words = useWords('insight')
  const [yearly, setYearly] = useState(loss.yearlyMinor)
  const [growth, setGrowth] = useState(loss.growthMinor)
  const params = { id: customerId }
  const [years, setYears] = useState(loss.years)
  const [profitShare, setProfitShare] = useState(loss.profitShare ?? 0)
  const [serving, setServing] = useState(loss.own?.servingMinor ?? null)
  const [winning, setWinning] = useState(loss.own?.winningMinor ?? null)
  const [wallet, setWallet] = useState(loss.own?.walletShare ?? Number.NaN)
  const assume = async (body: Partial<CustomerAssumptions>) => {
    remember('GET /customers/:id/insight', { params }, await call('PUT /customers/:id/insight/assumptions', { params, body }))
    onDone()
  }
  // What was left as it stood goes on being fitted.
  const save = () =>
    assume({
      yearlyMinor: yearly,
      growthMinor: growth,
      ...(years !== loss.years && { years }),
      ...(profitShare !== loss.profitShare && { profitShare }),
      walletShare: Number.isNaN(wallet) ? null : wallet,
      servingMinor: serving,
      winningMinor: winning,
    })
  return (
    <Form onSave={save} onCancel={onDone}>
      <MoneyField name="yearlyMinor" label={words.yearly} minor={yearly} onMinor={setYearly} currency={currency} minValue={0} />
      <MoneyField name="growthMinor" label={words.growth} minor={growth} onMinor={setGrowth} currency={currency} />
      <NumberField name="years" label={words.yearsAhead} value={years} onChange={setYears} minValue={1} maxValue={50} />
      <NumberField
        name="profitShare"
        label={words.profitShare}
        value={profitShare}
        onChange={setProfitShare}
        minValue={0}
        maxValue={1}
        step={0.01}
        formatOptions={percent}
      />
      <NumberField
        name="walletShare"
        label={words.walletShare}
        value={wallet}
        onChange={setWallet}
        minValue={0.01}
        maxValue={1}
        step={0.05}
        formatOptions={percent}
      />
      <MoneyField name="servingMinor" label={words.serving} minor={serving} onMinor={setServing} currency={currency} minValue={0} />
      <MoneyField name="winningMinor" label={words.winning} minor={winning} onMinor={setWinning} currency={currency} minValue={0} />
      {loss.own && (
        <Button small look="quiet" onPress={() => void assume(asFitted)}>
          {words.asFitted}
        </Button>
      )}
    </Form>
  )
}
