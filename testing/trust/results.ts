/** The figures of the long trust tests, one row for each, kept in bench/results/trust.json. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '../../bench/results/trust.json')

type Figures = Record<string, number | string>

/** Puts the figures of one row in place of those of an earlier run. Tests that `npm test` runs too note nothing then. */
export function noteResult(row: string, figures: Figures) {
  if (process.env.KESHER_TRUST !== 'long') return
  const rows: Record<string, Figures> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  rows[row] = { ...figures, measured: new Date().toISOString().slice(0, 10), command: 'npm run trust' }
  const inOrder = Object.fromEntries(Object.entries(rows).sort(([a], [b]) => a.localeCompare(b)))
  writeFileSync(file, `${JSON.stringify(inOrder, null, 2)}\n`)
}
