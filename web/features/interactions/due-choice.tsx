import { useState } from 'react'
import { RadioGroup } from '../../ui/choice.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'
import { type DueChoice, dueDays } from './due-days.ts'

/** By when: one press for the days promises are made for, or any other. */
export function DueField({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const words = useWords('interactions')
  const locale = useLocale()
  const { today, weekend } = usePlace()
  const days = dueDays(today, weekend)
  const usual = (Object.keys(days) as (keyof typeof days)[]).find((choice) => days[choice] === day)
  const [other, setOther] = useState(!usual)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${days.weekstart}T12:00:00Z`))
  const names: Record<DueChoice, string> = { ...words.due, weekstart: weekday }
  // Two shortcuts may fall on one day; the first says it.
  const offered = (Object.keys(days) as (keyof typeof days)[]).filter((choice, place, all) => all.findIndex((one) => days[one] === days[choice]) === place)
  return (
    <div className="due">
      <RadioGroup<DueChoice>
        segmented
        label={words.dueOn}
        value={other ? 'other' : (usual ?? 'other')}
        options={[...offered, 'other' as const].map((id) => ({ id, label: names[id] }))}
        onChange={(choice) => {
          setOther(choice === 'other')
          if (choice !== 'other') onDay(days[choice])
        }}
      />
      {other && (
        <DateField
          label={words.due.other}
          bare
          day={day}
          onDay={(next) => {
            if (next) onDay(next)
          }}
        />
      )}
    </div>
  )
}
