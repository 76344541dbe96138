/** Builders: a search gone through as the job would. */
import type { Kesher } from '../../testing/kesher.ts'
import { goThrough } from './run.ts'
import { askFor } from './runs.ts'

/** Asks for a search of the whole base and goes through with it. Returns its id. */
export async function searched({ house }: Pick<Kesher, 'house'>): Promise<string> {
  const { id } = await house.db.transaction().execute((tx) => askFor({ tx, now: house.now(), addJob: async () => {} }, null))
  await goThrough({ url: house.url, now: house.now }, id)
  return id
}
