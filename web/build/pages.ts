/**
 * `pages.json`, from which the server composes the document of each address: what to preload for it, in which
 * language, what to ask first, and the markup of the shell that is painted before any script runs.
 */
import { basename } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import type { AreaName } from '../../words/areas.ts'
import { type Language, languages } from '../../words/phrases.ts'
import { type Address, addresses, always, alwaysWords, type First } from '../shell/addresses.ts'
import { firstPaint } from './first-paint.ts'

export type PageNeeds = { path: string; outside: boolean; js: string[]; css: string[]; words: Record<Language, string[]>; first: readonly First[] }
export type Pages = {
  entry: string
  /** The sheet of the kit and the shell, to be written into the document. */
  sheets: string[]
  js: string[]
  fonts: Record<Language, string>
  always: readonly First[]
  pages: PageNeeds[]
  paint: Record<Language, { inside: string; outside: string }>
}

type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string> } }

export function pages(): Plugin {
  return {
    name: 'kesher-pages',
    enforce: 'post',
    generateBundle(_, bundle) {
      const all = Object.values(bundle)
      const chunks = new Map(all.filter((one): one is Chunk => one.type === 'chunk').map((chunk) => [chunk.fileName, chunk]))
      const entry = [...chunks.values()].find((chunk) => chunk.isEntry)!
      const shared = closure(entry, chunks)
      const chunkOf = (path: string) => [...chunks.values()].find((chunk) => chunk.moduleIds.some((id) => id.endsWith(path)))
      const wordsOf = (areas: readonly AreaName[], language: Language) => [
        ...new Set(areas.flatMap((area) => chunkOf(`/words/${area}.ts?${language}`)?.fileName ?? [])),
      ]
      const needs = Object.entries(addresses as Record<string, Address>).map(([path, address]): PageNeeds => {
        const files = [address.within && (addresses as Record<string, Address>)[address.within]!.page, address.page].filter((page) => page !== undefined)
        const own = files.map((page) => {
          const chunk = chunkOf(`/web/pages/${page}.tsx`)
          if (!chunk) this.error(`addresses.ts names the page "${page}" for ${path}, but no route imports web/pages/${page}.tsx`)
          return chunk
        })
        const wanted = new Set(own.flatMap((chunk) => [...closure(chunk, chunks)]).filter((chunk) => !shared.has(chunk)))
        return {
          path,
          outside: address.outside ?? false,
          js: [...wanted].map((chunk) => chunk.fileName),
          css: sheetsOf(wanted),
          words: Object.fromEntries(languages.map((language) => [language, wordsOf([...alwaysWords, ...address.words], language)])) as Record<
            Language,
            string[]
          >,
          first: address.first ?? [],
        }
      })
      const font = (subset: string) => all.find((one) => basename(one.fileName).startsWith(`rubik-${subset}`))!.fileName
      const answer: Pages = {
        entry: entry.fileName,
        sheets: sheetsOf(shared),
        js: [...shared].filter((chunk) => chunk !== entry).map((chunk) => chunk.fileName),
        fonts: { he: font('hebrew'), en: font('latin') },
        always,
        pages: needs,
        paint: { he: firstPaint('he'), en: firstPaint('en') },
      }
      this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(answer) })
    },
  }
}

function closure(chunk: Chunk, chunks: Map<string, Chunk>, seen = new Set<Chunk>()): Set<Chunk> {
  if (seen.has(chunk)) return seen
  seen.add(chunk)
  for (const name of chunk.imports) {
    const next = chunks.get(name)
    if (next) closure(next, chunks, seen)
  }
  return seen
}

const sheetsOf = (chunks: Set<Chunk>) => [...new Set([...chunks].flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]))]
