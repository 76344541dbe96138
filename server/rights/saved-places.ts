/** Places where a person may have been written down besides their file: searches somebody kept. */
import type { Db } from '../db/connect.ts'
import type { Marker } from './marks.ts'

/** Removes saved views that look for somebody erased. */
export async function forgetViewsAbout(tx: Db, mark: Marker, marks: readonly string[]) {
  const erased = new Set(marks)
  const views = await tx.selectFrom('savedViews').where('query', '<>', '').select(['id', 'query']).execute()
  const about = views.filter(({ query }) => [...new URLSearchParams(query).values()].some((value) => mark(value).some((each) => erased.has(each))))
  if (about.length === 0) return
  const ids = about.map(({ id }) => id)
  await tx.deleteFrom('savedViews').where('id', 'in', ids).execute()
}
