/** Beside the timeline: what losing this customer costs, whether they are leaving, and how we know. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { CustomerAssumptions, CustomerInsight, Signal, SignalState } from '../../../contract/insight.ts'
import { call } from '../../api/client.ts'
import { ask, remember } from '../../api/query.ts'
import { useIsHidden, useMay } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Bars } from '../../ui/charts/bars.tsx'
import { Spark } from '../../ui/charts/spark.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Form } from '../../ui/form.tsx'
import { moneyText, numberText } from '../../ui/formats.ts'
import { Menu } from '../../ui/menu.tsx'
import { MoneyField, NumberField } from '../../ui/number-field.tsx'
import { useLocale } from '../../ui/place.tsx'
import { Money } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import './insight.css'
import { signalText, toneOf } from './signal-text.ts'

const question = (id: string) => ask('GET /customers/:id/insight', { params: { id } })

/** What stands below it comes with it, so that nothing is pushed down while somebody reads. */
export default function InsightOfFile({ customerId, children }: { customerId: string; children: ReactNode }) {
  const { data, isPending, failureCount } = useQuery(question(customerId))
  const isHidden = useIsHidden()
  if (isPending && failureCount === 0) return null
  return (
    <>
      {data && <Signals customerId={customerId} told={data} />}
      {data && !isHidden('amounts') && <Loss customerId={customerId} told={data} />}
      {data && <Offers offers={data.offers} />}
      {children}
    </>
  )
}

type Told = { customerId: string; told: CustomerInsight }

function Signals({ customerId, told }: Told) {
  const words = useWords('insight')
  const open = told.signals.filter(({ endedAt }) => endedAt === null)
  return (
    <section className="file-section">
      <h2>{words.signals}</h2>
      {open.length === 0 ? (
        <p className="muted small">{words.noSignals}</p>
      ) : (
        <ul className="signal-list card padded">
          {open.map((signal) => (
            <OneSignal key={signal.id} customerId={customerId} signal={signal} currency={told.currency} />
          ))}
        </ul>
      )}
    </section>
  )
}

const steps: readonly Exclude<SignalState, 'new'>[] = ['seen', 'acted', 'helped', 'not-helped', 'false-alarm']

function OneSignal({ customerId, signal, currency }: { customerId: string; signal: Signal; currency: string }) {
  const words = useWords('insight')
  const locale = useLocale()
  const mayRecord = useMay('record')
  const { refetch } = useQuery(question(customerId))
  const become = async (state: (typeof steps)[number]) => {
    await call('PUT /customers/:id/signals/:partId/state', { params: { id: customerId, partId: signal.id }, body: { state } })
    await refetch()
  }
  return (
    <li>
      <div className="row">
        <Chip tone={toneOf(signal.severity)} dot>
          {words.kind[signal.kind]}
        </Chip>
        {mayRecord && (
          <span className="push">
            <Menu
              label={words.dealWith}
              trigger={
                <Button small look="quiet">
                  {words.state[signal.state]}
                </Button>
              }
              entries={steps.map((state) => ({ id: state, label: words.state[state], chosen: state === signal.state, run: () => void become(state) }))}
            />
          </span>
        )}
      </div>
      <p dir="auto">{signalText(words, locale, signal, currency)}</p>
      <UsualAndNow signal={signal} />
      <p className="muted small">{words.next[signal.kind]}</p>
    </li>
  )
}

function Loss({ customerId, told }: Told) {
  const { currency, insight, loss } = told
  const words = useWords('insight')
  const locale = useLocale()
  const mayEdit = useMay('edit')
  const standing = useWords('standing')
  const [changing, setChanging] = useState(false)
  const money = (style: 'round' | 'short') => (minor: number) => moneyText(locale, minor, currency, style)
  return (
    <section className="file-section">
      <h2>{words.lossTitle}</h2>
      <div className="card padded column">
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
                <bdi>{numberText(locale, insight.alive, { style: 'percent' })}</bdi>{' '}
                {insight.curve.length > 0 && <Spark values={insight.curve.map(({ alive }) => alive)} says={words.curve} width={72} down />}
              </dd>
            </>
          )}
        </dl>
        <p className="muted small">
          {words.lossBy(loss.years, numberText(locale, loss.profitShare, { style: 'percent' }))}
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
        {mayEdit && !changing && (
          <Button small look="quiet" icon="pencil" onPress={() => setChanging(true)}>
            {words.change}
          </Button>
        )}
        {changing && <Assumptions customerId={customerId} currency={currency} loss={loss} onDone={() => setChanging(false)} />}
      </div>
    </section>
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

/** What is usual against what is now, for signs that are a matter of more or less. */
function UsualAndNow({ signal: { evidence, kind } }: { signal: Signal }) {
  const words = useWords('insight')
  const pair: Partial<Record<Signal['kind'], readonly [usual: string, now: string]>> = {
    'order-silence': ['usual', 'days'],
    'contact-silence': ['usual', 'days'],
    'gap-grows': ['earlier', 'lately'],
    'cycle-lengthens': ['earlier', 'lately'],
    'orders-shrink': ['expectedMinor', 'seenMinor'],
    'category-moved': ['expected', 'seen'],
    'score-fell': ['before', 'value'],
  }
  const names = pair[kind]
  if (!names) return null
  const [usual, now] = names.map((name) => Math.max(0, Number(evidence[name] ?? 0))) as [number, number]
  const top = Math.max(usual, now)
  if (top === 0) return null
  return (
    <div className="usual-now small" aria-hidden="true">
      {(
        [
          ['usual', usual],
          ['now', now],
        ] as const
      ).map(([name, value]) => (
        <div key={name} className={name}>
          <span className="muted">{words.usualNow[name]}</span>
          <i style={{ inlineSize: `${Math.max(2, (100 * value) / top)}%` }} />
        </div>
      ))}
    </div>
  )
}

const percent = { style: 'percent' } as const

type AssumptionsProps = { customerId: string; currency: string; loss: CustomerInsight['loss']; onDone: () => void }

function Assumptions({ customerId, currency, loss, onDone }: AssumptionsProps) {
  const words = useWords('insight')
  const [yearly, setYearly] = useState(loss.yearlyMinor)
  const [growth, setGrowth] = useState(loss.growthMinor)
  const params = { id: customerId }
  const [years, setYears] = useState(loss.years)
  const [profitShare, setProfitShare] = useState(loss.profitShare)
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
      {loss.own && (
        <Button small look="quiet" onPress={() => void assume({ yearlyMinor: null, growthMinor: null, years: null, profitShare: null, walletShare: null })}>
          {words.asFitted}
        </Button>
      )}
    </Form>
  )
}
