/** The map of the house, held against the folders. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Domain, domains } from '../server/domains.ts'

const root = resolve(import.meta.dirname, '..')

/** Which rooms a room may import. `testing` and `*.test.ts` may import any. */
const rooms: Record<string, readonly string[]> = {
  contract: [],
  names: [],
  matching: ['names'],
  words: ['contract'],
  server: ['contract', 'words', 'analytics', 'names', 'matching'],
  web: ['contract', 'words', 'analytics', 'names'],
  cli: ['contract', 'words', 'server'],
  bench: ['contract', 'words', 'analytics', 'names', 'matching', 'server', 'cli', 'testing'],
}

type Import = { file: string; target: string }

function imports(): Import[] {
  const files = globSync(['{contract,words,analytics,names,matching,server,web,cli,bench}/**/*.{ts,tsx}'], {
    cwd: root,
    exclude: ['**/node_modules/**', 'web/dist/**', 'web/.cache/**'],
  })
  return files
    .filter((file) => !/\.test\.tsx?$|(^|\/)testing\.ts$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const paths = [...text.matchAll(/(?:from\s+|import\(\s*|import\s+)'(\.{1,2}\/[^']+)'/g)].map(([, path]) => path!.replace(/\?.*$/, ''))
      return paths.map((path) => ({ file, target: relative(root, resolve(root, dirname(file), path)) }))
    })
}

const roomOf = (path: string) => path.split('/')[0]!
const domainOf = (path: string) => /^server\/([a-z-]+)\//.exec(path)?.[1]
const isDomain = (name: string | undefined): name is Domain => name !== undefined && name in domains

describe('the rooms', () => {
  test('a room imports only the rooms it may', () => {
    const wrong = imports().filter(
      ({ file, target }) => roomOf(file) in rooms && roomOf(file) !== roomOf(target) && !rooms[roomOf(file)]!.includes(roomOf(target)),
    )
    expect(wrong).toEqual([])
  })

  test.each(['analytics', 'names'])('%s is alone: no clock, no database, no other room', (room) => {
    const wrong = imports().filter(({ file, target }) => roomOf(file) === room && roomOf(target) !== room)
    expect(wrong).toEqual([])
  })

  test('the kit knows no business word, and features do not import each other: pages put them together', () => {
    const feature = (path: string) => /^web\/features\/([\w-]+)\//.exec(path)?.[1]
    const wrong = imports().filter(({ file, target }) => {
      if (file.startsWith('web/ui/')) return /^web\/(features|pages|shell|api)\//.test(target) || roomOf(target) === 'contract'
      if (feature(file)) return /^web\/pages\//.test(target) || (feature(target) !== undefined && feature(target) !== feature(file))
      return false
    })
    expect(wrong).toEqual([])
  })
})

describe('the domains', () => {
  test('a domain imports only the domains it may', () => {
    const wrong = imports().filter(({ file, target }) => {
      const [from, to] = [domainOf(file), domainOf(target)]
      return isDomain(from) && isDomain(to) && from !== to && !(domains[from] as readonly string[]).includes(to)
    })
    expect(wrong).toEqual([])
  })

  test('the map is acyclic', () => {
    const reach = (from: Domain, seen: Domain[] = []): Domain[] =>
      (domains[from] as readonly Domain[]).flatMap((to) => (seen.includes(to) ? [to] : [to, ...reach(to, [...seen, to])]))
    for (const domain of Object.keys(domains) as Domain[]) expect(reach(domain)).not.toContain(domain)
  })

  test('every domain folder opens with its terms and lists its endpoints', () => {
    for (const domain of Object.keys(domains)) {
      expect(readFileSync(join(root, 'server', domain, 'index.ts'), 'utf8').startsWith('/**'), `server/${domain}/index.ts opens with the domain's terms`).toBe(
        true,
      )
      expect(existsSync(join(root, 'server', domain, 'routes.ts')), `server/${domain}/routes.ts`).toBe(true)
    }
  })

  test('other servers are called by the one client that knows which may be', () => {
    const calls = /\bfetch\(|\bWebSocket\(|\bEventSource\(|from '(?:node:)?(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?'|undici|import\('node:/
    const own = ['server/http/outbound.ts', 'server/http/internet.ts', 'cli/doctor.ts'] // the last asks the Kesher beside it whether it is well
    const callers = globSync('{server,cli}/**/*.ts', { cwd: root }).filter(
      (file) => !/\.test\.ts$|\/testing\.ts$/.test(file) && calls.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(callers.filter((file) => !own.includes(file))).toEqual([])
  })

  test('what begins a thread is imported by nobody: were it among what it waits for, each would wait for the other for ever', () => {
    const texts = new Map(globSync('server/**/*.ts', { cwd: root }).map((file) => [file, readFileSync(join(root, file), 'utf8')]))
    const threads = [...texts].filter(([, text]) => /^if \(.*!isMainThread.*\) await /m.test(text)).map(([file]) => file)
    expect(threads).toContain('server/jobs/thread.ts')
    const importers = [...texts].flatMap(([file, text]) =>
      [...text.matchAll(/^(?:import|export) (?!type )[^']*? from '(\.{1,2}\/[^']+)'/gm)]
        .filter(([, path]) => threads.includes(relative(root, resolve(root, dirname(file), path!))))
        .map(() => file),
    )
    expect(importers).toEqual([])
  })

  test('nothing is called utils, helpers or manager', () => {
    const everything = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => !/node_modules|\.git\/|dist\/|\.cache\//.test(path))
    expect(everything.filter((path) => /(^|\/)(utils?|helpers?|managers?)(\.tsx?)?$/i.test(path))).toEqual([])
  })
})
