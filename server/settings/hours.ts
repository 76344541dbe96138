import type { HolidayName, Hours, Observance } from '../../contract/settings.ts'
import type { Context } from '../context.ts'
import { found, invalid } from '../http/problem.ts'
import { usualObservance } from './holidays.ts'
import { hoursNow } from './queries.ts'

/** Replaces the hours of the week. Spans of one day may touch but not overlap. */
export async function setSpans({ tx, now }: Context, spans: Hours['spans']) {
  const inOrder = spans.toSorted((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens))
  for (const [n, span] of inOrder.entries()) {
    const before = inOrder[n - 1]
    if (before && before.weekday === span.weekday && span.opens < before.closes) throw invalid(`${spans.indexOf(span)}.opens`, 'before-start')
  }
  await tx.deleteFrom('openingHours').execute()
  if (spans.length > 0) await tx.insertInto('openingHours').values(spans).execute()
  return hoursNow(tx, now)
}

/** Only what departs from the usual is kept, so that a change of the usual reaches everybody else. */
export async function keepHoliday({ tx, now }: Context, name: string, observance: Observance) {
  const usual = found(usualObservance[name as HolidayName] as Observance | undefined)
  await tx.deleteFrom('holidayChoices').where('holiday', '=', name).execute()
  if (observance !== usual) await tx.insertInto('holidayChoices').values({ holiday: name, observance }).execute()
  return hoursNow(tx, now)
}

export async function closeOn({ tx, now }: Context, day: string, name: string) {
  await tx
    .insertInto('closures')
    .values({ day, name })
    .onConflict((key) => key.column('day').doUpdateSet({ name }))
    .execute()
  return hoursNow(tx, now)
}

export async function openOn({ tx }: Context, day: string) {
  found(await tx.deleteFrom('closures').where('day', '=', day).returning('day').executeTakeFirst())
  return { done: true as const }
}
