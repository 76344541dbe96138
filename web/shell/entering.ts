/** What a route does before its page is shown. */
import { type ParsedLocation, redirect } from '@tanstack/react-router'
import { call, Refused } from '../api/client.ts'
import { fileQuery } from '../api/file.ts'
import { ask, queries } from '../api/query.ts'
import { sessionQuery, settle } from '../api/session.ts'
import { densityOf } from '../ui/grid/density.ts'
import { loadWords } from '../words.tsx'
import { type Address, addresses, alwaysWords, type First, type Path } from './addresses.ts'

/** Lets signed-in people in. Others go to the first visit or to the sign-in page, which brings them back. */
export async function enter({ location }: { location: ParsedLocation }) {
  const known = queries.getQueryData(sessionQuery.queryKey)
  try {
    const [session] = await Promise.all([known ?? queries.fetchQuery(sessionQuery), loadWords(...alwaysWords)])
    densityOf(session.user.id)
    if (!known) await settle(session)
    if (session.user.lacksFactor && location.pathname !== '/me/security') throw redirect({ to: '/me/security', replace: true })
  } catch (error) {
    if (!(error instanceof Refused) || error.body.code !== 'not-signed-in') throw error
    const { done } = await call('GET /setup')
    if (!done) throw redirect({ to: '/welcome', replace: true })
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { back: location.href }, replace: true })
  }
}

type Entering = { params: Record<string, string>; location: ParsedLocation; preload: boolean }

/**
 * Loads the words of an address, and starts its first questions without waiting for the answers. A file is asked for when somebody goes to it and not when
 * they are about to: who looked at it is recorded.
 */
export const needs =
  (path: Path) =>
  async ({ params, location, preload }: Entering) => {
    const { words, first = [] }: Address = addresses[path]
    const recorded = preload && first.some(({ key }) => key === openingKey)
    if (!recorded) for (const one of first) queries.prefetchQuery(question(one, params, location.search as Record<string, string>))
    await loadWords(...alwaysWords, ...words)
  }

const openingKey = 'GET /customers/:id/file'

/** The question as the page itself asks it. */
function question({ key, query }: First, params: Record<string, string>, search: Record<string, string>) {
  if (key === openingKey) return fileQuery(params.id!) as never
  const sent = { ...(key.includes(':') ? { params } : {}), ...(query ? { query: { ...query, ...search } } : {}) }
  return ask(key as 'GET /session', sent)
}
