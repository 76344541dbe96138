/**
 * `node bench/looks.ts`: what it costs to record who opened a file. The same files are opened over loopback in turns: as openings, each recorded before its
 * answer, and as refreshes of files opened a moment before, which are not. Rounds alternate, so that whatever else the machine does falls on both.
 */
import { fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Task } from './generator.ts'
import type { Times } from './times.ts'
import { administrator, openWorld } from './world.ts'

const rounds = 6
const seconds = 4
const connections = 64
const goal = 1.3

function load(task: Task): Promise<Times> {
  const child = fork(join(import.meta.dirname, 'generator.ts'), { serialization: 'advanced' })
  return new Promise((done, failed) => {
    child.once('message', done)
    child.once('exit', (code) => code && failed(new Error('the load generator failed')))
    child.send(task)
  })
}

const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!

const world = await openWorld(2_000)
const server = fork(join(import.meta.dirname, 'server.ts'), [world.postgres.url(), world.folder])
const { port } = await new Promise<{ port: number }>((done) => server.once('message', done as never))
try {
  const api = `http://127.0.0.1:${port}/api`
  const entered = await fetch(`${api}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(administrator) })
  const cookie = entered.headers.getSetCookie()[0]!.split(';')[0]!
  const { items } = (await (await fetch(`${api}/customers?limit=200`, { headers: { cookie } })).json()) as { items: { id: string }[] }
  const open = (from: string) => ({
    kind: 'http' as const,
    port,
    cookie,
    connections,
    seconds,
    calls: items.map(({ id }) => ({ method: 'GET', path: `/api/customers/${id}/file?from=${from}` })),
  })
  await load(open('list'))
  const ratios: number[] = []
  const figures: { recorded: Times; without: Times }[] = []
  for (let round = 0; round < rounds; round++) {
    const without = await load(open('refresh'))
    const recorded = await load(open('list'))
    ratios.push(without.perSecond / recorded.perSecond)
    figures.push({ recorded, without })
    console.log(`recorded ${recorded.perSecond}/s p99 ${recorded.p99} ms   without ${without.perSecond}/s p99 ${without.p99} ms   ${ratios.at(-1)!.toFixed(2)}`)
  }
  const ratio = Number(median(ratios).toFixed(2))
  console.log(`${ratio <= goal ? '✓' : '✗'} recording who opened a file costs ${ratio} times (goal ${goal})`)
  const file = join(import.meta.dirname, 'results', 'trust.json')
  const rows = JSON.parse(readFileSync(file, 'utf8'))
  const row = {
    ratio,
    goal,
    recordedPerSecond: median(figures.map(({ recorded }) => recorded.perSecond)),
    withoutPerSecond: median(figures.map(({ without }) => without.perSecond)),
    recordedP99: median(figures.map(({ recorded }) => recorded.p99)),
    withoutP99: median(figures.map(({ without }) => without.p99)),
    measured: new Date().toISOString().slice(0, 10),
    command: 'node bench/looks.ts',
  }
  writeFileSync(file, `${JSON.stringify({ ...rows, 'looks: opening a file, recorded against not': row }, null, 2)}\n`)
} finally {
  const ended = new Promise((done) => server.once('exit', done))
  server.disconnect()
  await ended
  await world.postgres.stop()
}
