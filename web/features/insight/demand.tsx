/** When customers want us, against the hours we are open. */
import type { Demand, DemandTold } from '../../../contract/insight-pages.ts'
import { Columns } from '../../ui/charts/kit/columns.tsx'
import { Grid } from '../../ui/charts/kit/map.tsx'
import { numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
/** A Sunday, from which the names of the days are taken. */
const sunday = Date.UTC(2023, 0, 1)

export function DemandCharts({ told, open }: { told: DemandTold; open: Demand['open'] }) {
  const { demand: words } = useWords('findings')
  const locale = useLocale()
  const number = (value: number) => numberText(locale, value)
  return (
    <>
      <Week title={words.orders} week={told.orders} open={open} />
      <Week title={words.contacts} week={told.contacts} open={open} />
      <Columns
        wide
        title={words.byHour}
        note={words.byHourNote}
        xName={words.hour}
        valueName={words.wanted}
        text={number}
        columns={hours.map((hour) => ({ label: String(hour), name: hourText(hour), value: sum([...told.orders, ...told.contacts].map((day) => day[hour]!)) }))}
      />
      {told.untimed > 0 && <p className="muted small whole">{words.untimed(told.untimed)}</p>}
    </>
  )
}

function Week({ title, week, open }: { title: string; week: DemandTold['orders']; open: Demand['open'] }) {
  const { demand: words } = useWords('findings')
  const locale = useLocale()
  const days = Array.from({ length: 7 }, (_, day) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(sunday + day * 86_400_000)),
  )
  const number = (value: number) => numberText(locale, value)
  const all = sum(week.flat())
  // Within an hour that is open in part, demand is taken to be spread evenly.
  const outside = sum(week.flatMap((day, weekday) => day.map((count, hour) => count * (1 - open[weekday]![hour]!))))
  return (
    <Grid
      wide
      title={title}
      note={all === 0 ? words.noneTimed : words.note(numberText(locale, outside / all, { style: 'percent' }))}
      corner={words.day}
      rows={days}
      columns={hours.map(String)}
      text={number}
      fields={week.map((day, weekday) =>
        day.map((value, hour) => {
          const isOpen = open[weekday]![hour]! > 0
          return { value, framed: isOpen, says: words.field(days[weekday]!, hourText(hour), number(value), isOpen) }
        }),
      )}
    />
  )
}

const hourText = (hour: number) => `${String(hour).padStart(2, '0')}:00`
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
