/** The days a promise is usually made for. */
const dayMs = 86_400_000

export const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
export const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()

/** The first working day after the coming weekend: Sunday, in most of this product's offices. */
export function afterWeekend(today: string, weekend: readonly number[]): string {
  const rests = (day: string) => weekend.includes(weekdayOf(day))
  for (let ahead = 1; ahead <= 8; ahead++) {
    const day = addDays(today, ahead)
    if (!rests(day) && rests(addDays(day, -1))) return day
  }
  return addDays(today, 7) // a company without a weekend
}

export const dueDays = (today: string, weekend: readonly number[]) =>
  ({ today, tomorrow: addDays(today, 1), weekstart: afterWeekend(today, weekend), week: addDays(today, 7) }) as const
export type DueChoice = keyof ReturnType<typeof dueDays> | 'other'
