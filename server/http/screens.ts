/** The built screens: their files, and what each address needs of them. Read anew when they were built anew. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type Language = 'he' | 'en'
export type First = { key: string; query?: Record<string, string> }
export type PageNeeds = { path: string; outside: boolean; js: string[]; css: string[]; words: Record<Language, string[]>; first: First[] }

/** Written by the build as `pages.json`. */
type Pages = {
  entry: string
  sheets: string[]
  js: string[]
  fonts: Record<Language, string>
  always: First[]
  pages: PageNeeds[]
  paint: Record<Language, { inside: string; outside: string }>
}

export type StoredFile = { type: string; plain: Buffer; br?: Buffer; gzip?: Buffer }
export type Screens = Pages & { css: string; files: Map<string, StoredFile> }

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
}

/** A function that answers the screens as they are now, or nothing before the first build. */
export function screensIn(folder: string): () => Screens | undefined {
  let known: { screens: Screens; at: number } | undefined
  return () => {
    const at = statSync(join(folder, 'pages.json'), { throwIfNoEntry: false })?.mtimeMs
    if (at === undefined) return known?.screens
    if (known?.at !== at) known = { screens: read(folder), at }
    return known.screens
  }
}

function read(folder: string): Screens {
  const pages = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8')) as Pages
  const files = new Map<string, StoredFile>()
  for (const path of globSync(['assets/*', '*.{svg,png,webmanifest}'], { cwd: folder })) {
    const type = types[path.split('.').at(-1)!]
    if (type) files.set(`/${path}`, { type, plain: readFileSync(join(folder, path)), br: beside(folder, `${path}.br`), gzip: beside(folder, `${path}.gz`) })
  }
  const css = pages.sheets.map((sheet) => readFileSync(join(folder, sheet), 'utf8')).join('')
  return { ...pages, css, files }
}

const beside = (folder: string, path: string) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined)
