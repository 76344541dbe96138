/** `npm run trust`: every long form, one after the other, and at the end what each took and what it found. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join, relative } from 'node:path'

type Told = { testResults: { name: string; status: string; startTime: number; endTime: number }[] }

const root = join(import.meta.dirname, '../..')
const output = join(root, 'testing/.output')
mkdirSync(output, { recursive: true })

/** Runs vitest as anybody would, and reads what it says of each file. */
async function run(name: string, ...args: string[]) {
  const told = join(output, `trust-${name}.json`)
  rmSync(told, { force: true })
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...args, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${told}`], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, KESHER_TRUST: 'long' },
  })
  const code = await new Promise<number | null>((done) => child.once('exit', done))
  const parts = existsSync(told) ? (JSON.parse(readFileSync(told, 'utf8')) as Told).testResults : []
  return { passed: code === 0, parts }
}

const begun = Date.now()
/** Parts of names of files; none: all. */
const only = process.argv.slice(2)
const runs = [
  await run('server', '--config', 'vitest.trust.config.ts', ...only),
  ...(only.length > 0 && !only.includes('scripts') ? [] : [await run('browser', '--config', 'vitest.journeys.config.ts', 'testing/journeys/scripts')]),
]

const minutes = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.round((ms % 60_000) / 1000)).padStart(2, '0')}`
console.log('\nPart, and how long it took (minutes:seconds)')
for (const { name, status, startTime, endTime } of runs.flatMap(({ parts }) => parts))
  console.log(`  ${minutes(endTime - startTime).padStart(6)}  ${status.padEnd(7)} ${relative(root, name)}`)
console.log(`  ${minutes(Date.now() - begun).padStart(6)}  in all`)

const results = join(root, 'bench/results/trust.json')
console.log(`\n${basename(results)}, the rows of today`)
const today = new Date().toISOString().slice(0, 10)
const rows = JSON.parse(readFileSync(results, 'utf8')) as Record<string, Record<string, number | string>>
for (const [row, { measured, command: _, commit, ...figures }] of Object.entries(rows))
  if (measured === today)
    console.log(
      `  ${row} (${commit})\n      ${Object.entries(figures)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')}`,
    )
process.exitCode = runs.every(({ passed }) => passed) ? 0 : 1
