import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/query.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { dayText, numberText } from '../../ui/formats.ts'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { Popover } from '../../ui/popover.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

/** To a day, or to the end of a month in which something happened. */
export function JumpToDay({ customerId, onDay }: { customerId: string; onDay(day: string): void }) {
  const words = useWords('file')
  return (
    <Popover label={words.jump} trigger={<IconButton icon="calendar-days" label={words.jump} look="plain" />}>
      {(close) => (
        <Days
          customerId={customerId}
          onDay={(day) => {
            onDay(day)
            close()
          }}
        />
      )}
    </Popover>
  )
}

function Days({ customerId, onDay }: { customerId: string; onDay(day: string): void }) {
  const words = useWords('file')
  const { today } = usePlace()
  const [day, setDay] = useState<string | null>(today)
  return (
    <div className="column timeline-jump">
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          if (day) onDay(day)
        }}
      >
        <DateField label={words.jump} bare day={day} onDay={setDay} until={today} />
        <Button type="submit" look="soft">
          {words.jumpGo}
        </Button>
      </form>
      <Months customerId={customerId} onDay={onDay} />
    </div>
  )
}

/** The months with something in them; the width of the line behind says how much. */
function Months({ customerId, onDay }: { customerId: string; onDay(day: string): void }) {
  const locale = useLocale()
  const { today } = usePlace()
  const { data } = useQuery(ask('GET /customers/:id/timeline/days', { params: { id: customerId } }))
  if (!data) return <Skeleton lines={4} />
  const months = new Map<string, number>()
  for (const { day, entries } of data) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + entries)
  const most = Math.max(1, ...months.values())
  return (
    <ul className="timeline-months">
      {[...months].map(([month, entries]) => (
        <li key={month}>
          <button type="button" onClick={() => onDay(lastOf(month) > today ? today : lastOf(month))}>
            <span className="month-share" style={{ inlineSize: `${Math.round((entries / most) * 100)}%` }} />
            <span className="grow">{dayText(locale, month, 'month')}</span>
            <bdi className="faint">{numberText(locale, entries)}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The last day of a month, `YYYY-MM`. */
const lastOf = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
