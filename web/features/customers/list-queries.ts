/** What the list reads. Rows on the screen stay until those of a new filter are there. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import type { CustomerRow } from '../../../contract/customers.ts'
import { call } from '../../api/client.ts'
import { ask, queries } from '../../api/query.ts'
import type { Sort } from '../../ui/grid/columns.ts'
import { mergePages, type Rows, rowsToCome } from '../../ui/grid/rows.ts'
import type { CustomerSort, FilterQuery } from './list-view.ts'

export const listKey = ['GET /customers', 'pages'] as const
const pageSize = '100'

export function useCustomers(filter: FilterQuery, { by, direction }: Sort & { by: CustomerSort }) {
  const asked = { ...filter, limit: pageSize, sort: by, direction }
  const query = useInfiniteQuery({
    queryKey: [...listKey, asked],
    // The first page is the question the address asks, so that it may be there before this page is.
    queryFn: ({ pageParam, signal }) =>
      pageParam === undefined
        ? queries.fetchQuery({ ...ask('GET /customers', { query: asked }), staleTime: 2_000 })
        : call('GET /customers', { query: { ...asked, after: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // Coming back to page 40 must not read forty pages again; changes made here are written into the pages.
    refetchOnMount: (list) => (list.state.data?.pages.length ?? 0) < 3,
  })
  const before = useRef<Rows<CustomerRow>>(rowsToCome)
  const pages = query.data?.pages
  const rows = useMemo(() => {
    if (pages) before.current = mergePages(pages, before.current)
    return before.current
  }, [pages])
  const { fetchNextPage, isFetching, isPlaceholderData } = query
  const more = useCallback(() => {
    if (!isFetching && !isPlaceholderData) fetchNextPage()
  }, [fetchNextPage, isFetching, isPlaceholderData])
  return { rows, more, query }
}

export const useCustomerCount = (filter: FilterQuery) => useQuery({ ...ask('GET /customers/count', { query: filter }), placeholderData: keepPreviousData })

const seldomChanges = { staleTime: 300_000 }
export const viewsQuery = ask('GET /views')
export const teamsQuery = { ...ask('GET /teams'), ...seldomChanges }
export const usersQuery = { ...ask('GET /users'), ...seldomChanges }
export const tagsQuery = ask('GET /tags')
