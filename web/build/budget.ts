/**
 * Holds the built screens to their size: `node web/build/budget.ts`, after a build. Sizes are gzip, which every proxy
 * knows; what travels is usually brotli and smaller.
 */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Pages } from './pages.ts'

const most = { firstRoute: 190, route: 25, overlay: 50, css: 12, fonts: 46, html: 12 }
const dist = join(import.meta.dirname, '../dist')
const languages = ['he', 'en'] as const

type Line = { what: string; name: string; size: number; most: number }
type Manifest = Record<string, { file: string; src?: string; name?: string; imports?: string[]; dynamicImports?: string[]; isDynamicEntry?: boolean }>

if (!existsSync(join(dist, 'pages.json'))) {
  console.error('The screens are not built. Run `npm run build` first.')
  process.exit(1)
}
const pages = JSON.parse(readFileSync(join(dist, 'pages.json'), 'utf8')) as Pages
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest

const sizes = new Map<string, number>()
function gz(file: string) {
  const known = sizes.get(file) ?? gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024
  sizes.set(file, known)
  return known
}
const total = (files: Iterable<string>) => [...new Set(files)].reduce((sum, file) => sum + gz(file), 0)

const ground = new Set([pages.entry, ...pages.js])
const lines: Line[] = [...routes(), ...overlays(), sheets(), fonts(), ...documents()]

/** The first page somebody opens, and what going to it from another adds. */
function routes(): Line[] {
  return pages.pages.flatMap((page) => {
    const words = languages.map((language) => total(page.words[language]))
    return [
      { what: 'first route', name: page.path, size: total([...ground, ...page.js]) + Math.max(...words), most: most.firstRoute },
      { what: 'route', name: page.path, size: total(ownOf(page.js)), most: most.route },
    ]
  })
}

/** A page's own chunks; parts that several pages share are there already when one goes from page to page. */
function ownOf(js: readonly string[]) {
  const times = new Map<string, number>()
  for (const page of pages.pages) for (const file of page.js) times.set(file, (times.get(file) ?? 0) + 1)
  return js.filter((file) => !ground.has(file) && times.get(file) === 1)
}

/**
 * What opens above a page or in it: everything loaded later that is neither a page nor words. What menus stand on is
 * fetched by every page as soon as it is idle, and is there already.
 */
function overlays(): Line[] {
  const there = new Set([...ground, ...closure('ui/menu-list.tsx')])
  const chunks = Object.entries(manifest).filter(([key, chunk]) => chunk.isDynamicEntry && !key.startsWith('pages/') && !key.includes('words/'))
  return chunks.map(([key, chunk]) => {
    const known = key === 'ui/menu-list.tsx' ? ground : there
    return { what: 'overlay', name: chunk.name ?? key, size: total([...closure(key)].filter((file) => !known.has(file))), most: most.overlay }
  })
}

function closure(key: string, files = new Set<string>()) {
  const chunk = manifest[key]
  if (!chunk || files.has(chunk.file)) return files
  files.add(chunk.file)
  for (const next of chunk.imports ?? []) closure(next, files)
  return files
}

/** The sheet of the kit and the heaviest page's own. */
function sheets(): Line {
  const heaviest = pages.pages.reduce((a, b) => (total(a.css) > total(b.css) ? a : b))
  return { what: 'css', name: `with ${heaviest.path}`, size: total([...pages.sheets, ...heaviest.css]), most: most.css }
}

function fonts(): Line {
  const files = globSync('assets/*.woff2', { cwd: dist })
  return {
    what: 'fonts',
    name: `${files.length} subsets`,
    size: files.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0) / 1024,
    most: most.fonts,
  }
}

/** The document without the answers it carries, whose size is the customer's. */
function documents(): Line[] {
  const css = pages.sheets.map((sheet) => readFileSync(join(dist, sheet), 'utf8')).join('')
  const longest = pages.pages.reduce((a, b) => (a.js.length > b.js.length ? a : b))
  return languages.map((language) => {
    const links = [...pages.js, ...longest.js, ...longest.words[language]].map((file) => `<link rel="modulepreload" href="/${file}">`)
    const html = css + links.join('') + pages.paint[language].inside
    return { what: 'html', name: language, size: gzipSync(html, { level: 6 }).length / 1024, most: most.html }
  })
}

/** Chunks that import each other: one of them runs before what it stands on, and the page stays empty. */
function cycles(): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (key: string, way: readonly string[]) => {
    if (way.includes(key)) found.push([...way.slice(way.indexOf(key)), key].map((each) => manifest[each]!.file).join(' → '))
    if (way.includes(key) || done.has(key)) return
    for (const next of manifest[key]?.imports ?? []) visit(next, [...way, key])
    done.add(key)
  }
  for (const key of Object.keys(manifest)) visit(key, [])
  return found
}

/** The contract's schemas are the server's; a screen that takes more than types from them brings the validator along. */
const validators = () => globSync('assets/*.js', { cwd: dist }).filter((file) => readFileSync(join(dist, file), 'utf8').includes('_zod'))

const tooLarge = lines.filter((line) => line.size > line.most)
const kilobytes = (size: number) => size.toFixed(1).padStart(7)
console.log('what         KB gz   at most')
for (const line of lines.sort((a, b) => a.what.localeCompare(b.what) || b.size - a.size)) {
  console.log(`${line.what.padEnd(11)}${kilobytes(line.size)}${kilobytes(line.most)}  ${line.size > line.most ? '✗' : ' '} ${line.name}`)
}
const faults = [
  ...(tooLarge.length > 0 ? [`${tooLarge.length} over the budget.`] : []),
  ...cycles().map((way) => `Chunks import each other: ${way}`),
  ...validators().map((file) => `${file} holds the validator: import only types from the contract.`),
]
for (const fault of faults) console.error(`\n${fault}`)
if (faults.length > 0) process.exitCode = 1
