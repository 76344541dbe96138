/** The words of the screens, in the language of the person, loaded by area. */
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { AreaName, Areas } from '../words/areas.ts'
import { directionOf, type Language } from '../words/phrases.ts'
// Used by the areas only; named here so that it travels with the first chunk and not as a tiny one of its own.
import '../words/plural.ts'

const hebrew = import.meta.glob<Record<string, unknown>>(['../words/*.ts', '!../words/{areas,phrases,plural}.ts', '!../words/*.test.ts'], {
  query: '?he',
  import: '*',
})
const english = import.meta.glob<Record<string, unknown>>(['../words/*.ts', '!../words/{areas,phrases,plural}.ts', '!../words/*.test.ts'], {
  query: '?en',
  import: '*',
})
const loaders = { he: hebrew, en: english }

type State = { language: Language; areas: Partial<Areas> }
let state: State = { language: document.documentElement.lang === 'en' ? 'en' : 'he', areas: {} }
const listeners = new Set<() => void>()

function publish(next: State) {
  state = next
  for (const listener of listeners) listener()
}

async function fetchArea(language: Language, area: AreaName) {
  const module = await loaders[language][`../words/${area}.ts`]!()
  return [area, module[area]] as const
}

/** Makes areas ready in the present language. Route loaders call it; it costs nothing when they are there. */
export async function loadWords(...areas: AreaName[]) {
  const missing = areas.filter((area) => !state.areas[area])
  if (missing.length === 0) return
  const language = state.language
  const loaded = await Promise.all(missing.map((area) => fetchArea(language, area)))
  if (language !== state.language) return loadWords(...areas)
  publish({ language, areas: { ...state.areas, ...Object.fromEntries(loaded) } })
}

/** Switches the whole screen at once, without a reload. */
export async function speak(language: Language) {
  if (language === state.language) return
  const areas = Object.keys(state.areas) as AreaName[]
  const loaded = await Promise.all(areas.map((area) => fetchArea(language, area)))
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  publish({ language, areas: Object.fromEntries(loaded) as Partial<Areas> })
}

const Words = createContext(state)

export function WordsProvider({ children }: { children: ReactNode }) {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
  return (
    <I18nProvider locale={current.language === 'he' ? 'he-IL' : 'en-GB'}>
      <Words value={current}>{children}</Words>
    </I18nProvider>
  )
}

/** The texts of an area whose route has loaded it. */
export function useWords<Name extends AreaName>(area: Name): Areas[Name] {
  const words = useContext(Words).areas[area]
  if (!words) throw new Error(`The route has not loaded the words of "${area}"`)
  return words as Areas[Name]
}

export const useLanguage = (): Language => useContext(Words).language
