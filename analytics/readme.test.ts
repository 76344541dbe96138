/** The examples of the README, run as they stand there. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
const examples = readme.split('\n## ').flatMap((section) => {
  const found = /```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/.exec(section)
  return found ? [{ name: section.split('\n', 1)[0]!, code: found[1]!, told: found[2]! }] : []
})

const folder = mkdtempSync(join(tmpdir(), 'kesher-readme-'))
mkdirSync(join(folder, 'node_modules'))
symlinkSync(resolve(import.meta.dirname, '..'), join(folder, 'node_modules', 'kesher'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each(examples)('$name', ({ code, told }) => {
  const file = join(folder, 'example.mjs')
  writeFileSync(file, code)
  expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe(told)
})

test('the table of agreement is the one last measured', () => {
  type Agreement = { what: string; against: string; figure: string; met: boolean }
  const results = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'bench', 'results', 'analytics.json'), 'utf8'))
  for (const { what, against, figure, met } of results.agreement.results as Agreement[])
    expect(readme).toContain(`| ${what} | ${against} | ${figure} | ${met ? 'yes' : 'no'} |`)
})

test('every example is one of these, and every picture is there', () => {
  expect(examples.length).toBe(readme.match(/```ts\n/g)!.length)
  for (const [, path] of readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) expect(readFileSync(join(import.meta.dirname, path!), 'utf8')).toMatch(/^<svg/)
})
