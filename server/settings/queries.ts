import type { Company, HolidayName, Hours, InternalHosts, Observance } from '../../contract/settings.ts'
import type { Db } from '../db/connect.ts'
import { holidaysBetween, usualObservance } from './holidays.ts'

export const companyNow = (tx: Db): Promise<Company> =>
  tx.selectFrom('company').select(['name', 'language', 'currency', 'timeZone', 'region', 'weekend', 'defaultTeamId']).executeTakeFirstOrThrow()

export async function internalHostsNow(tx: Db): Promise<InternalHosts> {
  const { internalHosts } = await tx.selectFrom('company').select('internalHosts').executeTakeFirstOrThrow()
  return { hosts: internalHosts }
}

/** Opening hours, closures from today on, and the holidays of the year that begins today. */
export async function hoursNow(tx: Db, now: Date): Promise<Hours> {
  const { timeZone } = await companyNow(tx)
  const today = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate()
  const spans = await tx.selectFrom('openingHours').select(['weekday', 'opens', 'closes']).orderBy('weekday').orderBy('opens').execute()
  const closures = await tx.selectFrom('closures').select(['day', 'name']).where('day', '>=', today.toString()).orderBy('day').execute()
  const chosen = new Map((await tx.selectFrom('holidayChoices').select(['holiday', 'observance']).execute()).map((row) => [row.holiday, row.observance]))
  const keeps = (name: HolidayName) => (chosen.get(name) as Observance | undefined) ?? usualObservance[name]
  const holidays = holidaysBetween(today, today.add({ years: 1 })).map(({ name, day }) => ({ holiday: name, day, observance: keeps(name) }))
  return { spans, holidays, closures }
}
