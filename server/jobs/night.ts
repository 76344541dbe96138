/** Work for the company's own night: the crontab asks every hour, in UTC; a night the server slept through is made up for when it wakes. */
import type { House } from '../house.ts'

export const atNight =
  (hour: number, ask: (house: House) => Promise<void>) =>
  async (house: House, { _cron }: { _cron?: { ts: string } }): Promise<void> => {
    const at = _cron ? new Date(_cron.ts) : house.now()
    const { timeZone, setUpAt } = await house.db.selectFrom('company').select(['timeZone', 'setUpAt']).executeTakeFirstOrThrow()
    if (setUpAt && Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(timeZone).hour === hour) await ask(house)
  }
