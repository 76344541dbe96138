/** The figures of the long trust tests, one row for each, kept in bench/results/trust.json, or with the figures of the area they belong to. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const fileOf = (area: string) => join(import.meta.dirname, `../../bench/results/${area}.json`)

type Figures = Record<string, number | string>

/** Puts the figures of one row in place of those of an earlier run. Tests that `npm test` runs too note nothing then. */
export function noteResult(row: string, figures: Figures, area: 'trust' | 'find' = 'trust') {
  if (process.env.KESHER_TRUST !== 'long') return
  const file = fileOf(area)
  const rows: Record<string, Figures> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  rows[row] = { ...figures, measured: new Date().toISOString().slice(0, 10), command: 'npm run trust' }
  const inOrder = Object.fromEntries(Object.entries(rows).sort(([a], [b]) => a.localeCompare(b)))
  writeFileSync(file, `${JSON.stringify(inOrder, null, 2)}\n`)
}
