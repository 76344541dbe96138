/** The file of a customer is asked for in one way, which tells the server what led to it. */
import type { LookReason } from '../../contract/audit.ts'
import { call } from './client.ts'
import { ask, queries } from './query.ts'

const ledTo = new Map<string, LookReason>()

/** Notes what leads to the file that is about to be opened. */
export function comeFrom(reason: LookReason, id: string) {
  ledTo.set(id, reason)
}

/** The same for links on a part of a page: hears what is pressed there, by whatever key. */
export const comingFrom = (reason: LookReason) => (event: { target: EventTarget }) => {
  const [, , id] = (event.target as Element).closest('a[href^="/customers/"]')?.getAttribute('href')?.split(/[/?#]/) ?? []
  if (id) comeFrom(reason, id)
}

/** The opened file. A screen that asks again by itself says so. */
export function fileQuery(id: string) {
  const question = ask('GET /customers/:id/file', { params: { id } })
  return {
    ...question,
    queryFn: ({ signal }: { signal: AbortSignal }) => {
      const from = ledTo.get(id) ?? (queries.getQueryData(question.queryKey) ? 'refresh' : 'link')
      ledTo.delete(id)
      return call('GET /customers/:id/file', { params: { id }, query: { from } }, { signal })
    },
  }
}
