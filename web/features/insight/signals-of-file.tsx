/** The warning signs of one file: the sentence and its small chart, how often such signs came true, and what is done about them. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CustomerInsight, Signal, SignalState } from '../../../contract/insight.ts'
import { call } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { useMay } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Form } from '../../ui/form.tsx'
import { numberText } from '../../ui/formats.ts'
import { Menu } from '../../ui/menu.tsx'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import { signalText, toneOf } from './signal-text.ts'

const percent = { style: 'percent' } as const

export function SignalsOfFile({ customerId, told }: { customerId: string; told: CustomerInsight }) {
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

type Step = Exclude<SignalState, 'new'>
const steps: readonly Step[] = ['seen', 'acted', 'helped', 'not-helped', 'false-alarm']

function OneSignal({ customerId, signal, currency }: { customerId: string; signal: Signal; currency: string }) {
  const words = useWords('insight')
  const locale = useLocale()
  const mayRecord = useMay('record')
  const { refetch } = useQuery(ask('GET /customers/:id/insight', { params: { id: customerId } }))
  const [acting, setActing] = useState(false)
  const become = async (state: Step, action?: Signal['action']) => {
    await call('PUT /customers/:id/signals/:partId/state', { params: { id: customerId, partId: signal.id }, body: { state, ...(action && { action }) } })
    setActing(false)
    await refetch()
  }
  // What is done about it is written down there and then, so that it can be followed to whether it helped.
  const choose = (state: Step) => (state === 'acted' && !signal.action ? setActing(true) : void become(state))
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
              entries={steps.map((state) => ({ id: state, label: words.state[state], chosen: state === signal.state, run: () => choose(state) }))}
            />
          </span>
        )}
      </div>
      <p dir="auto">{signalText(words, locale, signal, currency)}</p>
      <UsualAndNow signal={signal} />
      {signal.chance !== null && <p className="muted small">{words.cameTrue(numberText(locale, signal.chance, percent))}</p>}
      {signal.action && <p className="small">{signal.action.kind === 'promise' ? words.actionLinked : words.actionEntry}</p>}
      {acting ? (
        <Act customerId={customerId} suggested={words.next[signal.kind]} onActed={(action) => become('acted', action)} onCancel={() => setActing(false)} />
      ) : (
        <p className="muted small">{words.next[signal.kind]}</p>
      )}
    </li>
  )
}

type ActProps = { customerId: string; suggested: string; onActed: (action: NonNullable<Signal['action']>) => Promise<void>; onCancel: () => void }

/** What will be done, as a promise of ours with a day, linked to the sign. */
function Act({ customerId, suggested, onActed, onCancel }: ActProps) {
  const words = useWords('insight')
  const { today } = usePlace()
  const [due, setDue] = useState<string | null>(today)
  const save = async ({ text = '' }: Record<string, string>) => {
    const made = await call('POST /customers/:id/promises', { params: { id: customerId }, body: { text, dueOn: due ?? today } })
    await onActed({ kind: 'promise', id: made.id })
  }
  return (
    <Form onSave={save} onCancel={onCancel}>
      <TextField name="text" label={words.actionText} defaultValue={suggested} isRequired autoFocus />
      <DateField name="dueOn" label={words.actionDue} day={due} onDay={setDue} from={today} />
    </Form>
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
