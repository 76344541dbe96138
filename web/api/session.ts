/** Who is signed in, and how the screen is set to suit them. */
import { useQuery } from '@tanstack/react-query'
import type { GuardedField, Verb } from '../../contract/access.ts'
import type { Session } from '../../contract/people.ts'
import type { Language } from '../../words/phrases.ts'
import { speak } from '../words.tsx'
import { call } from './client.ts'
import { ask, queries, remember } from './query.ts'

export type Theme = Session['user']['theme']

export const sessionQuery = ask('GET /session')

/** The person and the company. Only below pages that need a signed-in person. */
export function useSession(): Session {
  const { data } = useQuery({ ...sessionQuery, staleTime: Number.POSITIVE_INFINITY })
  if (!data) throw new Error('This page is shown to signed-in people only')
  return data
}

/** Has this person the right? What the server refuses is not offered. */
export const useMay = (verb: Verb) => useSession().can.includes(verb)

/** Is a field kept from this person? Then its columns, filters and figures are left out. */
export const useIsHidden = () => {
  const { hidden } = useSession()
  return (field: GuardedField) => hidden.includes(field)
}

export const useIsAdministrator = () => useSession().user.role === 'administrator'

/** Those who see every file are told of the whole company. */
export const useSeesWhole = () => {
  const { scope, user } = useSession()
  return scope === 'all' && user.role !== 'consultant'
}

/** Takes over a session that just began or changed: its language and theme hold from now on. */
export async function settle(session: Session) {
  remember('GET /session', {}, session)
  setTheme(session.user.theme)
  await setLanguage(session.user.language)
}

const year = 31_536_000
/** Kept in a cookie too, so that the page before signing in is already right. */
const keep = (name: string, value: string) => {
  // biome-ignore lint/suspicious/noDocumentCookie: the other way to set a cookie is not in every browser yet
  document.cookie = `kesher-${name}=${value}; path=/; max-age=${year}; samesite=lax`
}

export async function setLanguage(language: Language) {
  keep('language', language)
  await speak(language)
}

export function setTheme(theme: Theme) {
  keep('theme', theme)
  document.documentElement.dataset.theme = theme
}

/** A choice of mine that the server remembers; the screen does not wait for it. */
export async function choose(change: { language?: Language; theme?: Theme }) {
  if (change.theme) setTheme(change.theme)
  if (change.language) await setLanguage(change.language)
  remember('GET /session', {}, await call('PATCH /me', { body: change }))
}

export async function signOut() {
  await call('DELETE /session')
  queries.clear()
}
