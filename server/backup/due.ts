/** When the plan asks for the next set and the next drill. */
import type { BackupPlan } from '../../contract/backup.ts'

type Times = { now: Date; timeZone: string /** When the last one began, or when Kesher was set up. */; last: Date }

/** Has an hour of the plan passed since the last set began? */
export function setIsDue({ every, hour }: Pick<BackupPlan, 'every' | 'hour'>, times: Times): boolean {
  return every !== 'never' && times.last < lastSlot(every, hour, times)
}

/** The latest hour of the plan that has passed: of today or the days before, in the company's time. */
function lastSlot(every: 'six-hours' | 'day' | 'week', hour: number, { now, timeZone }: Times): Date {
  const present = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone)
  const hours = every === 'six-hours' ? [0, 6, 12, 18].map((later) => (hour + later) % 24).sort((a, b) => b - a) : [hour]
  for (let daysAgo = 0; ; daysAgo++) {
    const day = present.subtract({ days: daysAgo })
    if (every === 'week' && day.dayOfWeek !== restDay) continue
    for (const each of hours) {
      const slot = day.toPlainDate().toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: each }) })
      if (Temporal.ZonedDateTime.compare(slot, present) <= 0) return new Date(slot.epochMilliseconds)
    }
  }
}

/** A set of the week is made on Saturday. */
const restDay = 6
const days = { day: 1, week: 7, month: 30 }
const hourLong = 3_600_000

/** Has a drill's time come again? An hour less than whole days, so that it does not wander round the clock. */
export function drillIsDue({ drill }: Pick<BackupPlan, 'drill'>, { now, last }: Times): boolean {
  return drill !== 'never' && now.getTime() - last.getTime() >= days[drill] * 24 * hourLong - hourLong
}
