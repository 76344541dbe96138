/** The file before and the file after, in the order of the list one came from. */
import type { CustomerRow } from '../../../contract/customers.ts'
import { queries } from '../../api/query.ts'

type Page = { items: readonly CustomerRow[] }

/** Among the rows of the list last looked at; nothing for a file opened from elsewhere. */
export function neighbours(id: string): { previous?: string; next?: string } {
  const lists = queries
    .getQueryCache()
    .findAll({ predicate: ({ queryKey }) => queryKey[0] === 'GET /customers' || queryKey[0] === 'GET /insight/watch' })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  for (const { state } of lists) {
    const pages = (state.data as { pages?: readonly Page[] } | undefined)?.pages
    const ids = pages?.flatMap(({ items }) => items.map((row) => row.id)) ?? []
    const place = ids.indexOf(id)
    if (place >= 0) return { previous: ids[place - 1], next: ids[place + 1] }
  }
  return {}
}
