/** Time in the demo world is counted back from its present: day 0 is today in the company's time zone. */

export const worldDays = 1095

export type Calendar = {
  now: number
  /** The day that many days ago, `YYYY-MM-DD`; negative for days to come. */
  day(ago: number): string
  /** A moment in milliseconds, `minutes` after that day's midnight, and never after now. */
  at(ago: number, minutes: number): number
  /** 1 … 12. */
  month(ago: number): number
  /** The same day, or the last working day (Sunday to Thursday) before it. */
  workday(ago: number): number
}

export function calendar(now: Date, timeZone: string): Calendar {
  const today = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate()
  const known = new Map<number, { text: string; start: number; month: number; weekday: number }>()
  const find = (ago: number) => {
    let day = known.get(ago)
    if (!day) {
      const date = today.subtract({ days: ago })
      day = { text: date.toString(), start: date.toZonedDateTime(timeZone).epochMilliseconds, month: date.month, weekday: date.dayOfWeek }
      known.set(ago, day)
    }
    return day
  }
  return {
    now: now.getTime(),
    day: (ago) => find(ago).text,
    at: (ago, minutes) => Math.min(find(ago).start + minutes * 60_000, now.getTime() - 60_000 * (1 + (minutes % 50))),
    month: (ago) => find(ago).month,
    workday: (ago) => ago + ({ 5: 1, 6: 2 }[find(ago).weekday] ?? 0),
  }
}
