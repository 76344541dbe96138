/** Answers kept for the screens: asked once, shown at once, refreshed when something happens. */
import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import type { Reply } from '../../contract/endpoint.ts'
import type { ContractOf, Key } from '../../contract/index.ts'
import { type Arguments, call, Refused, type Rest } from './client.ts'

let whenSignedOut = () => {}
/** What to do when an answer says that the session has ended. */
export const onSignedOut = (run: () => void) => {
  whenSignedOut = run
}

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof Refused && error.body.code === 'not-signed-in') whenSignedOut()
    },
  }),
  defaultOptions: {
    queries: {
      // The live stream says when something changed; asking again on every focus or mount would only be a storm.
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: true,
      retry: (failures, error) => error instanceof Refused && error.body.code === 'unavailable' && failures < 3,
      retryDelay: (failures) => 500 * 2 ** failures,
    },
    mutations: { retry: false },
  },
})

type AnyRest = [sent?: { params?: Record<string, string> }, options?: { signal?: AbortSignal }]

/** A question to an endpoint, for `useQuery`: `useQuery(ask('GET /customers/:id/file', { params: { id } }))`. */
export function ask<K extends Key>(key: K, ...rest: Rest<K>) {
  const sent = (rest[0] ?? {}) as Arguments<K>
  return queryOptions<Reply<ContractOf[K]>, Error, Reply<ContractOf[K]>, readonly [string, object]>({
    queryKey: [key, sent],
    queryFn: ({ signal }) => (call as (key: K, ...rest: AnyRest) => Promise<Reply<ContractOf[K]>>)(key, sent, { signal }),
  })
}

/** Puts an answer in place without asking. */
export function remember<K extends Key>(key: K, sent: object, reply: Reply<ContractOf[K]>) {
  queries.setQueryData([key, sent], reply)
}

/** Asks again for every answer of these endpoints that is on a screen; the others when they are next shown. */
export const refresh = (...keys: Key[]) => queries.invalidateQueries({ predicate: ({ queryKey }) => keys.includes(queryKey[0] as Key) })

/** The same for everything about one customer's file. */
export const refreshFile = (customerId: string) =>
  queries.invalidateQueries({ predicate: ({ queryKey }) => (queryKey[1] as { params?: { id?: string } } | undefined)?.params?.id === customerId })
