/** The timeline of one file, page after page. Unfiltered, its first page came with the file and is kept fresh by it. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { CustomerFile, TimelinePage } from '../../../contract/file.ts'
import type { Channel } from '../../../contract/interactions.ts'
import { call } from '../../api/client.ts'
import { queries } from '../../api/query.ts'
import { newIn, withFreshTop } from './merge-timeline.ts'

export type TimelineFilter = { kind?: 'interaction' | 'order' | 'promise' | 'voice' | 'score'; channel?: Channel; search?: string; until?: string }
type Pages = { pages: TimelinePage[]; pageParams: (string | undefined)[] }

export const isPlain = (filter: TimelineFilter) => Object.values(filter).every((value) => value === undefined || value === '')

export function useTimeline(file: CustomerFile, filter: TimelineFilter, atTop: () => boolean) {
  const id = file.customer.id
  const plain = isPlain(filter)
  const key = useMemo(() => ['timeline', id, filter] as const, [id, filter])
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /customers/:id/timeline',
        { params: { id }, query: { ...filter, search: filter.search || undefined, limit: '50', after: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    initialData: plain ? ({ pages: [file.timeline], pageParams: [undefined] } satisfies Pages) : undefined,
    placeholderData: plain ? undefined : keepPreviousData,
    staleTime: plain ? Number.POSITIVE_INFINITY : 10_000,
  })
  const pages = query.data?.pages
  const entries = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages])
  const waiting = plain ? newIn(file.timeline, entries) : 0

  const takeFresh = useCallback(() => {
    queries.setQueryData(key, (data: Pages | undefined) => {
      if (!data) return data
      const merged = withFreshTop(data.pages, file.timeline)
      return { pages: merged, pageParams: merged.map((_, place) => (place === 0 ? undefined : data.pageParams[place])) }
    })
  }, [key, file.timeline])

  // Only what the file brings anew is taken over, whatever the reader scrolled to meanwhile.
  const arrive = useRef((_: boolean) => {})
  useEffect(() => {
    arrive.current = (first) => {
      if (!plain) {
        if (!first) void queries.invalidateQueries({ queryKey: key })
      } else if (waiting === 0 || atTop()) takeFresh()
    }
  })
  const before = useRef(file.timeline)
  useEffect(() => {
    arrive.current(before.current === file.timeline)
    before.current = file.timeline
  }, [file.timeline])

  return { entries, waiting, takeFresh, query, plain }
}
