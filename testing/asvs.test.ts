/** The list of what OWASP ASVS asks for names tests that are there. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
type Line = { 'requirement': string; 'level': string; 'state': string; 'test or reason': string }
const lines = parse(readFileSync(join(root, 'docs/asvs.csv')), { columns: true }) as Line[]
const states = ['tested', 'by construction', 'partly', 'not built', 'operator', 'does not apply']

test('each requirement stands once, with a state and a test or a reason', () => {
  expect(lines.length).toBeGreaterThan(200)
  expect(new Set(lines.map(({ requirement }) => requirement)).size).toBe(lines.length)
  expect(lines.filter((line) => !states.includes(line.state) || !/^[12]$/.test(line.level) || !line['test or reason'])).toEqual([])
  expect(new Set(lines.map(({ requirement }) => requirement.split('.')[0])).size).toBe(17)
})

test('every test it names is in the file it names', () => {
  const missing = lines
    .filter(({ state }) => state === 'tested')
    .filter((line) => {
      const [file = '', name = ''] = line['test or reason'].split(': ', 2)
      return !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(name)
    })
  expect(missing).toEqual([])
})

test('every file named anywhere in it, or in the guide to security, is there', () => {
  const guide = ['docs/guide/security.md', 'docs/guide/security.he.md'].map((page) => readFileSync(join(root, page), 'utf8')).join(' ')
  const named = [
    ...`${guide} ${lines.map((line) => line['test or reason']).join(' ')}`.matchAll(
      /\b(?:contract|server|web|testing|docs|cli|bench)\/[\w./-]+\.(?:tsx?|md|json|csv)\b/g,
    ),
  ]
  expect(named.length).toBeGreaterThan(80)
  expect([...new Set(named.map(([file]) => file))].filter((file) => !existsSync(join(root, file)))).toEqual([])
})
