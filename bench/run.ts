/**
 * `npm run bench [-- --full | --customers N] [--only files|lists|searches|entries|imports]`: every figure beside its floor, taken in the same run on the same world.
 * The server runs in one process, the load in another, PostgreSQL in its own; all on this machine, over loopback.
 */
import { execFileSync, fork } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Figure, measure, parts } from './figures.ts'
import type { Task } from './generator.ts'
import type { Times } from './times.ts'
import { openWorld } from './world.ts'

const { values } = parseArgs({
  options: { full: { type: 'boolean' }, customers: { type: 'string' }, seconds: { type: 'string', default: '8' }, only: { type: 'string' } },
})
const customers = values.customers ? Number(values.customers) : values.full ? 1_000_000 : 100_000

/** Hands a task to a fresh load process. */
function load(task: Task): Promise<Times> {
  const child = fork(join(import.meta.dirname, 'generator.ts'), { serialization: 'advanced' })
  return new Promise((done, failed) => {
    child.once('message', done)
    child.once('exit', (code) => code && failed(new Error('the load generator failed')))
    child.send(task)
  })
}

console.log(`The world of ${customers.toLocaleString('en')} customers:`)
const world = await openWorld(customers)
const server = fork(join(import.meta.dirname, 'server.ts'), [world.postgres.url(), world.folder])
const { port } = await new Promise<{ port: number }>((done) => server.once('message', done as never))
try {
  const figures = await measure({ ...world, port, seconds: Number(values.seconds), only: parts.find((part) => part === values.only), load, show })
  keep(figures)
} finally {
  const ended = new Promise((done) => server.once('exit', done))
  server.disconnect()
  await ended
  await world.postgres.stop()
}

function show({ what, measured, floor, ratio, goal, met }: Figure) {
  const text = (times: Times) => `${times.perSecond}/s  p50 ${times.p50}  p99 ${times.p99} ms`
  console.log(
    `${met === false ? '✗' : met ? '✓' : ' '} ${what.padEnd(54)}${text(measured).padEnd(44)}${floor ? `floor ${text(floor)}`.padEnd(48) : ''}${ratio ? `ratio ${ratio}` : ''}${goal ? `  goal ${goal}` : ''}`,
  )
}

function keep(figures: Figure[]) {
  const file = join(import.meta.dirname, 'results', 'file.json')
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  // Five minutes' load: what else the machine had to do shows in the slowest of a hundred.
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    load: loadavg()[1]?.toFixed(1),
  }
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const taken = { date: new Date().toISOString(), commit, machine }
  const key = `customers${customers}`
  const world = { customers, interactions: customers * 10, orders: customers * 5 }
  const result = values.only && before[key] ? { ...before[key], figures: inPlace(before[key].figures, figures, taken) } : { ...taken, ...world, figures }
  writeFileSync(file, `${JSON.stringify({ ...before, [key]: result }, null, 2)}\n`)
}

/** The figures of one part where they were, or at the end, each with when it was taken. */
function inPlace(before: readonly Figure[], part: readonly Figure[], taken: object) {
  const anew = new Map(part.map((figure) => [figure.what, { ...figure, taken }]))
  const kept = before.map((figure) => anew.get(figure.what) ?? figure)
  const known = new Set(before.map(({ what }) => what))
  return [...kept, ...[...anew.values()].filter(({ what }) => !known.has(what))]
}
