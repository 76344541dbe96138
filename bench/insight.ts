/**
 * `npm run bench:insight [-- --only ranking|planted|run] [--customers N]`: whom the watch list ranks first, held against what then happened; which planted weakenings
 * are found, how soon, with how many false alarms; and what a run over the cached world of `npm run bench` takes. Results: the parts' keys in `results/insight.json`.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { planted } from './insight/planted.ts'
import { ranking } from './insight/ranking.ts'
import { wholeRun } from './insight/whole-run.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, customers: { type: 'string' } } })
const parts = {
  ranking: () => ranking(),
  planted: () => planted(Number(values.customers ?? 1200)),
  run: () => wholeRun(Number(values.customers ?? 100_000)),
}

for (const [name, measure] of Object.entries(parts)) {
  // The run needs the big world: it is asked for by name.
  if (values.only ? values.only !== name : name === 'run') continue
  const found = await measure()
  const file = join(import.meta.dirname, 'results', 'insight.json')
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    load: loadavg()[1]?.toFixed(1),
  }
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  writeFileSync(file, `${JSON.stringify({ ...before, [name]: { date: new Date().toISOString(), commit, machine, ...found } }, null, 2)}\n`)
}
