/** How money, numbers and times are written. Formatters are costly to make and are kept. */

function kept<Options extends object, Format>(make: (locale: string, options: Options) => Format) {
  const formats = new Map<string, Format>()
  return (locale: string, options: Options) => {
    const key = locale + JSON.stringify(options)
    const known = formats.get(key)
    if (known) return known
    const fresh = make(locale, options)
    formats.set(key, fresh)
    return fresh
  }
}

const numbers = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))
const dates = kept((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options))
const spans = kept((locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options))

/** How many minor units make one: 100 for shekels, 1 for yen. */
export const minorUnits = (currency: string) => 10 ** (numbers('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)

/** `round` leaves out the agorot; `short` writes 1.2M. */
export function moneyText(locale: string, minor: number, currency: string, style: 'exact' | 'round' | 'short' = 'exact') {
  const amount = minor / minorUnits(currency)
  const how =
    style === 'exact'
      ? {}
      : style === 'round'
        ? { maximumFractionDigits: 0, minimumFractionDigits: 0 }
        : { notation: 'compact' as const, maximumFractionDigits: 1, minimumFractionDigits: 0 }
  return numbers(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...how }).format(amount)
}

export const numberText = (locale: string, value: number, options: Intl.NumberFormatOptions = {}) => numbers(locale, options).format(value)
export const percentText = (locale: string, part: number) =>
  numbers(locale, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(part)

const dayStyles = {
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  monthShort: { month: 'numeric', year: '2-digit' },
  narrow: { day: 'numeric', month: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** A day, `YYYY-MM-DD` (or a month, `YYYY-MM`), which has no time zone. */
export const dayText = (locale: string, day: string, style: keyof typeof dayStyles = 'short') =>
  dates(locale, { ...dayStyles[style], timeZone: 'UTC' }).format(new Date(`${day.length === 7 ? `${day}-01` : day}T12:00:00Z`))

export const timeText = (locale: string, moment: string, timeZone: string) =>
  dates(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(moment))
export const momentText = (locale: string, moment: string, timeZone: string) =>
  dates(locale, { weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(moment),
  )
/** The day a moment falls on at a place, `YYYY-MM-DD`. */
export const dayOf = (moment: string, timeZone: string) =>
  dates('sv-SE', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }).format(new Date(moment))

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "two hours ago". The long style, whose Hebrew adds a "(2)" that nobody says. */
export function agoText(locale: string, moment: string, now = Date.now()) {
  const seconds = (Date.parse(moment) - now) / 1000
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 60] as const)
  return withoutCount(spans(locale, { numeric: 'auto', style: 'long' }).format(unit === 'second' ? 0 : Math.trunc(seconds / size), unit))
}

/** "tomorrow", "in three days": days counted from the company's today. */
export function daysFromText(locale: string, day: string, today: string) {
  const days = Math.round((Date.parse(`${day}T12:00:00Z`) - Date.parse(`${today}T12:00:00Z`)) / 86_400_000)
  const [unit, count] =
    Math.abs(days) < 14
      ? ['day' as const, days]
      : Math.abs(days) < 60
        ? ['week' as const, Math.trunc(days / 7)]
        : Math.abs(days) < 730
          ? ['month' as const, Math.trunc(days / 30.44)]
          : ['year' as const, Math.trunc(days / 365.25)]
  return withoutCount(spans(locale, { numeric: 'auto', style: 'long' }).format(count, unit))
}

const withoutCount = (text: string) => text.replace(/\s*\(\d+\)/, '')

/** What goes to the clipboard or a file: without the marks that steer direction on the screen. */
export const unmarked = (text: string) => text.replace(/[\u200e\u200f\u2066-\u2069]/g, '')

/** An Israeli number as people write it; any other in groups. */
export function phoneText(value: string) {
  const home = /^\+972(\d{8,9})$/.exec(value)?.[1]
  if (!home) return value.replace(/^(\+\d{1,3})(\d{2,3})(\d{3})(\d{3,4})$/, '$1 $2 $3 $4')
  const area = home.length === 9 ? 2 : 1
  return `0${home.slice(0, area)}-${home.slice(area, area + 3)}-${home.slice(area + 3)}`
}
