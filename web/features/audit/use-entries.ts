import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'

type Key = 'GET /customers/:id/looks' | 'GET /users/:id/looks' | 'GET /audit'
type Sent = { params?: { id: string }; query: Record<string, string | undefined> }
type AnyCall<Row> = (key: Key, sent: Sent, options: { signal: AbortSignal }) => Promise<{ items: Row[]; next: string | null }>

/** Entries of the audit log, newest first, read as far as somebody asks. */
export function useEntries<Row>(key: Key, { params, query }: Sent) {
  const list = useInfiniteQuery({
    queryKey: [key, { params, query }],
    queryFn: ({ pageParam, signal }) => (call as unknown as AnyCall<Row>)(key, { params, query: { ...query, after: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  return { ...list, entries: list.data?.pages.flatMap(({ items }) => items) }
}
