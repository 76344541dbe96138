/** The pairs the last search found, for whoever may see both files and all that speaks for it. */
import type { z } from 'zod'
import type { DuplicatePair, duplicates } from '../../contract/duplicates.ts'
import type { Context } from '../context.ts'
import { pageOf } from '../db/paging.ts'
import { Problem } from '../http/problem.ts'
import { byWeight, files, pairs } from './queries.ts'

type Asked = z.output<(typeof duplicates)['GET /duplicates']['query']>

export async function pairsOfBase({ tx, actor }: Context, { verdict, after, limit }: Asked): Promise<{ items: DuplicatePair[]; next: string | null }> {
  // That two files are a pair at all may come of what is kept from this person.
  if (actor.hidden.includes('taxId') || actor.hidden.includes('contactPoints')) throw new Problem('not-allowed')
  const { items, next } = await pageOf(pairs(tx, actor).where('duplicatePairs.verdict', '=', verdict), byWeight, { after, limit, direction: 'descending' })
  const known = await files(
    tx,
    actor,
    items.flatMap(({ oneId, otherId }) => [oneId, otherId]),
  )
  return {
    items: items.flatMap(({ oneId, otherId, ...pair }) => {
      const [one, other] = [known.get(oneId), known.get(otherId)]
      return one && other ? [{ ...pair, verdict, one, other }] : []
    }),
    next,
  }
}
