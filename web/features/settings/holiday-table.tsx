import type { Holiday, HolidayName, Observance } from '../../../contract/settings.ts'
import { call } from '../../api/client.ts'
import { remember } from '../../api/query.ts'
import { useSentence } from '../../ui/problem.tsx'
import { Select } from '../../ui/select.tsx'
import { toast } from '../../ui/toast.tsx'
import { DayText } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** How the company keeps each holiday of the Hebrew calendar. A choice holds for every day of it, every year. */
export function HolidayTable({ holidays, changeable }: { holidays: readonly Holiday[]; changeable: boolean }) {
  const words = useWords('settings')
  const names = useWords('holidays')
  const sentence = useSentence()
  const keep = (holiday: HolidayName, observance: Observance) =>
    call('PUT /hours/holidays/:holiday', { params: { holiday }, body: { observance } }).then(
      (hours) => remember('GET /hours', {}, hours),
      (error) => toast({ text: sentence(error), tone: 'bad' }),
    )
  const byName = Map.groupBy(holidays, ({ holiday }) => holiday)
  return (
    <ul className="holidays">
      {[...byName].map(([holiday, days]) => (
        <li key={holiday} className="row">
          <span className="grow">{names[holiday]}</span>
          <span className="faint small">
            <DayText day={days[0]!.day} />
            {days.length > 1 && (
              <>
                {' '}
                – <DayText day={days.at(-1)!.day} />
              </>
            )}
          </span>
          {changeable ? (
            <Select
              bare
              small
              className="holiday-choice"
              label={names[holiday]}
              value={days[0]!.observance}
              onChange={(observance) => keep(holiday, observance)}
              options={(['closed', 'short', 'open'] as const).map((id) => ({ id, label: words.observance[id] }))}
            />
          ) : (
            <span className="holiday-choice">{words.observance[days[0]!.observance]}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
