/**
 * `npm run bench:analytics [family …]`: the arithmetic on the public data sets and on made-up customers, medians after warm-up in one run.
 * Every file of `bench/analytics/` that has a default export is a family; it owns its key in `results/analytics.json`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Bench } from './analytics/timing.ts'

const chosen = process.argv.slice(2)
const folder = join(import.meta.dirname, 'analytics')
const file = join(import.meta.dirname, 'results', 'analytics.json')
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.versions.node }

for (const name of readdirSync(folder)
  .filter((entry) => entry.endsWith('.ts'))
  .sort()) {
  const bench = ((await import(join(folder, name))) as { default?: Bench }).default
  if (!bench || (chosen.length > 0 && !chosen.includes(bench.family))) continue
  console.log(`\n${bench.family}`)
  // Other work on the machine shows in the figures: the load of the minute before is kept beside them.
  const load = Number(loadavg()[0]!.toFixed(1))
  const results = await bench.run()
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {}
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ ...before, [bench.family]: { date: new Date().toISOString(), machine, load, results } }, null, 2)}\n`)
}
