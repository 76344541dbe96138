/** The load, in a process of its own: over HTTP, or on the bare driver. One task comes in, its times go out. */
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { summary } from './times.ts'

type Call = { method: string; path: string; body?: object }
type Statement = { text: string; values: unknown[][] }
export type Task = { seconds: number /** Not counted. */; warmUp?: number } & (
  | { kind: 'http'; port: number; cookie: string; calls: Call[]; connections: number }
  /** Requests set off at a fixed rate whether or not the ones before were answered; a wait in line counts. */
  | { kind: 'http-rate'; port: number; cookie: string; calls: Call[]; rate: number }
  | { kind: 'sql'; url: string; statement: Statement; connections: number }
)

process.once('message', async (task: Task) => {
  process.send!(await run(task))
  process.disconnect?.()
})

async function run(task: Task) {
  if (task.kind === 'sql') return onDriver(task)
  const agent = new Agent({ keepAlive: true, maxSockets: task.kind === 'http' ? task.connections : 200 })
  const { port, cookie } = task
  const ask = ({ method, path, body }: Call) =>
    new Promise<void>((done, failed) => {
      const text = body && JSON.stringify(body)
      const headers = { cookie, ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}) }
      const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
        answer.resume()
        answer.once('end', () => (answer.statusCode === 200 ? done() : failed(new Error(`${method} ${path} answered ${answer.statusCode}`))))
      })
      sent.once('error', failed)
      sent.end(text)
    })
  const times =
    task.kind === 'http'
      ? await lanes(task, task.connections, (n) => ask(task.calls[n % task.calls.length]!))
      : await atRate(task, (n) => ask(task.calls[n % task.calls.length]!))
  agent.destroy()
  return summary(times, task.seconds)
}

/** So many lanes, each with one request under way at any time. */
async function lanes({ seconds, warmUp = 1 }: Task, count: number, ask: (n: number, lane: number) => Promise<unknown>) {
  const times: number[] = []
  const begin = performance.now()
  const counted = begin + warmUp * 1000
  const end = counted + seconds * 1000
  let n = 0
  await Promise.all(
    Array.from({ length: count }, async (_, lane) => {
      for (;;) {
        const start = performance.now()
        if (start >= end) return
        await ask(n++, lane)
        if (start >= counted) times.push(performance.now() - start)
      }
    }),
  )
  return times
}

async function atRate({ seconds, rate, warmUp = 1 }: Task & { rate: number }, ask: (n: number) => Promise<unknown>) {
  const times: number[] = []
  const under: Promise<unknown>[] = []
  const begin = performance.now()
  for (let n = 0; n < rate * (seconds + warmUp); n++) {
    const due = begin + (n * 1000) / rate
    if (due > performance.now()) await wait(due - performance.now())
    under.push(ask(n).then(() => n >= rate * warmUp && times.push(performance.now() - due)))
  }
  await Promise.all(under)
  return times
}

async function onDriver(task: Task & { kind: 'sql' }) {
  const { url, statement, connections } = task
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
      await client.connect()
      return client
    }),
  )
  const times = await lanes(task, connections, (n, lane) =>
    clients[lane]!.query({ name: 'floor', text: statement.text, values: statement.values[n % statement.values.length]! }),
  )
  await Promise.all(clients.map((client) => client.end()))
  return summary(times, task.seconds)
}
