/** A list that comes in pages, read as far as it is looked at. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import { mergePages, type Page, type Rows, rowsToCome } from '../ui/grid/rows.ts'
import { call } from './client.ts'
import { ask, queries } from './query.ts'

type PagedKey = 'GET /duplicates' | 'GET /customers' | 'GET /orders' | 'GET /products' | 'GET /voices' | 'GET /imports' | 'GET /insight/watch'
type Asked = Record<string, string>
type AnyCall = (key: PagedKey, sent: { query: Asked }, options?: { signal?: AbortSignal }) => Promise<Page<{ id: string }>>

const pageSize = '100'

/** Rows on the screen stay until those of a new question are there. `asked` without what is empty. */
export function usePages<Row extends { id: string }>(key: PagedKey, asked: { [name: string]: string | undefined }) {
  const query = { limit: pageSize, ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) } as Asked
  const list = useInfiniteQuery({
    queryKey: [key, 'pages', query],
    // The first page is the question the address asks, so that it may be there before this page is.
    queryFn: ({ pageParam, signal }) =>
      (pageParam === undefined
        ? queries.fetchQuery({ ...ask(key as 'GET /orders', { query }), staleTime: 2_000 })
        : (call as unknown as AnyCall)(key, { query: { ...query, after: pageParam } }, { signal })) as Promise<Page<Row>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // Coming back to page 40 must not read forty pages again.
    refetchOnMount: (mounted) => (mounted.state.data?.pages.length ?? 0) < 3,
  })
  const before = useRef<Rows<Row>>(rowsToCome)
  const pages = list.data?.pages
  const rows = useMemo(() => {
    if (pages) before.current = mergePages(pages, before.current)
    return before.current
  }, [pages])
  const { fetchNextPage, isFetching, isPlaceholderData } = list
  const more = useCallback(() => {
    if (!isFetching && !isPlaceholderData) fetchNextPage()
  }, [fetchNextPage, isFetching, isPlaceholderData])
  return { rows, more, list, busy: list.isPlaceholderData || list.isPending, memory: `${key}?${new URLSearchParams(query)}` }
}
