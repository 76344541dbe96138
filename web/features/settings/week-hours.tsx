import './settings.css'
import { useState } from 'react'
import type { Hours } from '../../../contract/settings.ts'
import { call } from '../../api/client.ts'
import { remember } from '../../api/query.ts'
import { useSession } from '../../api/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import { HourField } from './hour-field.tsx'
import { weekdays } from './weekdays.ts'

type Spans = Hours['spans']
const usual = { opens: '09:00', closes: '17:00' }

/** When the company is open, day by day; a day may open twice. */
export function WeekHours({ spans, changeable }: { spans: Spans; changeable: boolean }) {
  const words = useWords('settings')
  const { company } = useSession()
  const [draft, setDraft] = useState(() => inOrder(spans))
  const change = (place: number, part: Partial<Spans[number]>) => setDraft(draft.map((span, at) => (at === place ? { ...span, ...part } : span)))
  const copySunday = () => {
    const sunday = draft.filter((span) => span.weekday === 0)
    const working = weekdays.filter((day) => day !== 0 && !company.weekend.includes(day))
    setDraft(
      inOrder([
        ...draft.filter((span) => !(working as number[]).includes(span.weekday)),
        ...working.flatMap((weekday) => sunday.map((span) => ({ ...span, weekday }))),
      ]),
    )
  }
  return (
    <Form
      readOnly={!changeable}
      aside={
        <div className="grow">
          <Button small look="quiet" icon="copy" onPress={copySunday}>
            {words.sameForAll}
          </Button>
        </div>
      }
      onSave={async () => {
        const hours = await call('PUT /hours/spans', { body: draft })
        remember('GET /hours', {}, hours)
        toast({ text: words.saved, tone: 'good' })
      }}
    >
      <div className="week">
        {weekdays.map((day) => {
          const name = words.weekdays[`d${day}`]
          const own = draft.map((span, place) => ({ span, place })).filter(({ span }) => span.weekday === day)
          return (
            <fieldset key={day} className="week-day" aria-label={words.openOn(name)}>
              <strong>{name}</strong>
              <div className="column">
                {own.length === 0 && <span className="faint">{words.closed}</span>}
                {own.map(({ span, place }) => (
                  <div key={place} className="row">
                    <HourField
                      name={`${place}.opens`}
                      label={words.opensOn(name)}
                      value={span.opens}
                      onChange={(opens) => change(place, { opens })}
                      isReadOnly={!changeable}
                    />
                    <span aria-hidden>–</span>
                    <HourField
                      name={`${place}.closes`}
                      label={words.closesOn(name)}
                      value={span.closes}
                      onChange={(closes) => change(place, { closes })}
                      isReadOnly={!changeable}
                    />
                    {changeable && <IconButton small icon="x" label={words.removeSpan} onPress={() => setDraft(draft.filter((_, at) => at !== place))} />}
                  </div>
                ))}
              </div>
              {changeable && (
                <IconButton small icon="plus" label={words.addSpan} onPress={() => setDraft(inOrder([...draft, nextSpan(day, own.at(-1)?.span)]))} />
              )}
            </fieldset>
          )
        })}
      </div>
    </Form>
  )
}

const nextSpan = (weekday: number, before: Spans[number] | undefined) =>
  before ? { weekday, opens: before.closes, closes: before.closes < '22:00' ? '22:00' : '23:59' } : { weekday, ...usual }
const inOrder = (spans: Spans) => [...spans].sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens))
