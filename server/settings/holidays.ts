/** The holidays kept in Israel, found by the platform's Hebrew calendar. */
import type { HolidayName, Observance } from '../../contract/settings.ts'

/** How most companies in Israel keep each. A company may choose otherwise. */
export const usualObservance: Record<HolidayName, Observance> = {
  'rosh-hashana-eve': 'short',
  'rosh-hashana': 'closed',
  'yom-kippur-eve': 'short',
  'yom-kippur': 'closed',
  'sukkot-eve': 'short',
  'sukkot': 'closed',
  'hol-hamoed-sukkot': 'short',
  'simchat-torah-eve': 'short',
  'simchat-torah': 'closed',
  'hanukkah': 'open',
  'purim': 'open',
  'pesach-eve': 'short',
  'pesach': 'closed',
  'hol-hamoed-pesach': 'short',
  'pesach-seventh-eve': 'short',
  'pesach-seventh': 'closed',
  'holocaust-day': 'open',
  'memorial-day': 'short',
  'independence-day': 'closed',
  'lag-baomer': 'open',
  'shavuot-eve': 'short',
  'shavuot': 'closed',
  'tisha-bav': 'open',
}

/** Months by their code, which stays the same in years with two months of Adar. */
const [tishri, kislev, adar, nisan, iyar, sivan, av] = ['M01', 'M03', 'M06', 'M07', 'M08', 'M09', 'M11'] as const
const friday = 5
const saturday = 6
const sunday = 7
const monday = 1

type Day = Temporal.PlainDate

export function holidaysBetween(from: Day, until: Day): { name: HolidayName; day: string }[] {
  const years = [...new Set([from, until].map((day) => day.withCalendar('hebrew').year))]
  const first = Math.min(...years)
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, n) => holidaysOf(first + n))
    .flat()
    .filter(({ day }) => Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, until) < 0)
    .map(({ name, day }) => ({ name, day: day.toString() }))
    .sort((a, b) => a.day.localeCompare(b.day))
}

/** The holidays of one Hebrew year; the eve of its first day belongs to it. */
function holidaysOf(year: number): { name: HolidayName; day: Day }[] {
  const on = (monthCode: string, day: number) => Temporal.PlainDate.from({ calendar: 'hebrew', year, monthCode, day }).withCalendar('iso8601')
  const span = (name: HolidayName, first: Day, days: number) => Array.from({ length: days }, (_, n) => ({ name, day: first.add({ days: n }) }))
  const withEve = (eve: HolidayName, name: HolidayName, first: Day, days = 1) => [{ name: eve, day: first.subtract({ days: 1 }) }, ...span(name, first, days)]
  const independence = independenceDay(on(iyar, 5))
  return [
    ...withEve('rosh-hashana-eve', 'rosh-hashana', on(tishri, 1), 2),
    ...withEve('yom-kippur-eve', 'yom-kippur', on(tishri, 10)),
    ...withEve('sukkot-eve', 'sukkot', on(tishri, 15)),
    ...span('hol-hamoed-sukkot', on(tishri, 16), 5),
    ...withEve('simchat-torah-eve', 'simchat-torah', on(tishri, 22)),
    ...span('hanukkah', on(kislev, 25), 8),
    ...span('purim', on(adar, 14), 1),
    ...withEve('pesach-eve', 'pesach', on(nisan, 15)),
    ...span('hol-hamoed-pesach', on(nisan, 16), 4),
    ...withEve('pesach-seventh-eve', 'pesach-seventh', on(nisan, 21)),
    { name: 'holocaust-day', day: holocaustDay(on(nisan, 27)) },
    ...withEve('memorial-day', 'independence-day', independence),
    { name: 'lag-baomer', day: on(iyar, 18) },
    ...withEve('shavuot-eve', 'shavuot', on(sivan, 6)),
    { name: 'tisha-bav', day: afterSabbath(on(av, 9)) },
  ]
}

/** 5 Iyar, moved so that neither it nor the memorial day before it touches the Sabbath. */
function independenceDay(fifth: Day): Day {
  if (fifth.dayOfWeek === friday) return fifth.subtract({ days: 1 })
  if (fifth.dayOfWeek === saturday) return fifth.subtract({ days: 2 })
  return fifth.dayOfWeek === monday ? fifth.add({ days: 1 }) : fifth
}

/** 27 Nisan, moved off the eve and the morrow of the Sabbath. */
function holocaustDay(day: Day): Day {
  if (day.dayOfWeek === friday) return day.subtract({ days: 1 })
  return day.dayOfWeek === sunday ? day.add({ days: 1 }) : day
}

const afterSabbath = (day: Day) => (day.dayOfWeek === saturday ? day.add({ days: 1 }) : day)
