/** Beside the timeline: what losing this customer costs, whether they are leaving, and how we know. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { CustomerInsight, Signal, SignalState } from '../../../contract/insight.ts'
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
import { MoneyField } from '../../ui/number-field.tsx'
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
      <p className="muted small">{words.next[signal.kind]}</p>
    </li>
  )
}

function Loss({ customerId, told: { currency, insight, loss } }: Told) {
  const words = useWords('insight')
  const locale = useLocale()
  const mayEdit = useMay('edit')
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

type AssumptionsProps = { customerId: string; currency: string; loss: CustomerInsight['loss']; onDone: () => void }

function Assumptions({ customerId, currency, loss, onDone }: AssumptionsProps) {
  const words = useWords('insight')
  const [yearly, setYearly] = useState(loss.yearlyMinor)
  const [growth, setGrowth] = useState(loss.growthMinor)
  const params = { id: customerId }
  const assume = async (yearlyMinor: number | null, growthMinor: number | null) => {
    remember('GET /customers/:id/insight', { params }, await call('PUT /customers/:id/insight/assumptions', { params, body: { yearlyMinor, growthMinor } }))
    onDone()
  }
  return (
    <Form onSave={() => assume(yearly, growth)} onCancel={onDone}>
      <MoneyField name="yearlyMinor" label={words.yearly} minor={yearly} onMinor={setYearly} currency={currency} minValue={0} />
      <MoneyField name="growthMinor" label={words.growth} minor={growth} onMinor={setGrowth} currency={currency} />
      {loss.own && (
        <Button small look="quiet" onPress={() => void assume(null, null)}>
          {words.asFitted}
        </Button>
      )}
    </Form>
  )
}
