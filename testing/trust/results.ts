/** The figures of the long trust tests, one row for each, kept in bench/results/trust.json, or with the figures of the area they belong to. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from 'vitest'

const fileOf = (area: string) => join(import.meta.dirname, `../../bench/results/${area}.json`)

type Figures = Record<string, number | string>

/** What was measured; with a plus where something is changed beside it. */
function commitNow() {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--', ':/', ':(top,exclude)bench/results').length > 0
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? '+' : ''}`
  } catch {
    return 'unknown' // a copy without its history
  }
}

/** The name by which the long run takes the test that is running alone. */
const partNow = () => basename(expect.getState().testPath ?? '').split('.')[0]!

/** Puts the figures of one row in place of those of an earlier run. Tests that `npm test` runs too note nothing then. */
export function noteResult(row: string, figures: Figures, area: 'trust' | 'find' = 'trust') {
  if (process.env.KESHER_TRUST !== 'long') return
  const file = fileOf(area)
  const rows: Record<string, Figures> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  rows[row] = { ...figures, measured: new Date().toISOString().slice(0, 10), commit: commitNow(), command: `npm run trust -- ${partNow()}` }
  const inOrder = Object.fromEntries(Object.entries(rows).sort(([a], [b]) => a.localeCompare(b)))
  writeFileSync(file, `${JSON.stringify(inOrder, null, 2)}\n`)
}
