/** One run over the cached world, in the server as it is, while files are opened at the rate of the goal: how long, how much memory, and how long a file takes meanwhile. */
import { fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { InsightRun } from '../../contract/insight.ts'
import { sampleOf, signIn } from '../figures.ts'
import type { Task } from '../generator.ts'
import type { Times } from '../times.ts'
import { openWorld } from '../world.ts'

const rate = 50
const seconds = 10
const linesACustomer = 20
const goals = { minutes: 10, megabytes: 2048, p99: 15 }

export async function wholeRun(customers: number) {
  const world = await openWorld(customers)
  await addLines(world.postgres.url(), customers * linesACustomer)
  const server = fork(join(import.meta.dirname, '..', 'server.ts'), [world.postgres.url(), world.folder])
  const { port } = await new Promise<{ port: number }>((done) => server.once('message', done as never))
  const kesher = watched(() => memoryOf([server.pid!], 'VmRSS'))
  const database = watched(() => memoryOf(processesNamed('postgres'), 'RssAnon'))
  try {
    const cookie = await signIn(port)
    const api = async <Reply>(method: string, path: string): Promise<Reply> => {
      const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, { method, headers: { cookie } })
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`)
      return answer.json() as never
    }
    const calls = (await sampleOf(world.postgres.url())).map(({ id }) => ({ method: 'GET', path: `/api/customers/${id}/file` }))
    const opening = (): Promise<Times> => load({ kind: 'http-rate', port, cookie, calls, rate, seconds })
    await opening() // once for the caches
    const before = await opening()
    const begin = performance.now()
    const { id } = await api<InsightRun>('POST', '/insight/runs')
    const during: (Times & { stage: string })[] = []
    const stages: Record<string, number> = {}
    let run: InsightRun | undefined
    let stage: string | undefined
    const looking = setInterval(async () => {
      const [latest] = await api<InsightRun[]>('GET', '/insight/runs').catch(() => [])
      if (!latest) return
      if (latest.progress && latest.progress.stage !== stage) {
        stage = latest.progress.stage
        stages[stage] ??= Math.round((performance.now() - begin) / 1000)
        console.log(`  ${String(stages[stage]).padStart(5)} s  ${stage}`)
      }
      if (latest.id === id && latest.finishedAt) run = latest
    }, 500)
    while (!run) during.push({ ...(await opening()), stage: stage ?? 'waiting' })
    clearInterval(looking)
    if (run.state !== 'done') throw new Error(`the run ended as ${run.state}`)
    const took = (Date.parse(run.finishedAt!) - Date.parse(run.startedAt!)) / 1000
    const found = {
      customers: run.report!.customers,
      orders: run.report!.orders,
      seconds: Number(took.toFixed(1)),
      stagesBeganAt: stages,
      peakMegabytes: { kesher: kesher.peak(), postgres: database.peak() },
      opening: {
        before,
        during: { p50: middle(during.map(({ p50 }) => p50)), p99: middle(during.map(({ p99 }) => p99)), worstP99: Math.max(...during.map(({ p99 }) => p99)) },
        p99ByStage: Object.fromEntries(
          Map.groupBy(during, ({ stage }) => stage)
            .entries()
            .map(([name, spans]) => [name, spans.map(({ p99 }) => p99)]),
        ),
      },
      signals: run.report!.signals,
      goals,
    }
    console.log(`  ${found.seconds} s, Kesher ${found.peakMegabytes.kesher} MB, PostgreSQL ${found.peakMegabytes.postgres} MB beside its shared pages`)
    console.log(
      `  opening a file: p50 ${before.p50}, p99 ${before.p99} ms before; p50 ${found.opening.during.p50}, p99 ${found.opening.during.p99} ms meanwhile (worst ten seconds ${found.opening.during.worstP99})`,
    )
    return found
  } finally {
    kesher.end()
    database.end()
    const ended = new Promise((done) => server.once('exit', done))
    server.disconnect()
    await ended
    await world.postgres.stop()
  }
}

/** The world has ten lines a customer: as many again, of other products, so that the run reads as many as its goal speaks of. They stay in the cached world. */
async function addLines(url: string, wanted: number) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ lines: number }>('select count(*)::int as lines from order_lines')
  if (rows[0]!.lines < wanted * 0.9) {
    await client.query('set session_replication_role = replica')
    await client.query(
      `insert into order_lines (customer_id, id, order_id, line_no, product_id, description, quantity, unit_price_minor, amount_minor)
       select l.customer_id, gen_random_uuid(), l.order_id, l.line_no + 100, p.id, l.description, l.quantity, l.unit_price_minor, 0
       from order_lines l join (select id, row_number() over (order by id) - 1 as n, count(*) over () as of from products) p
         on p.n = mod(abs(hashtext(l.id::text))::bigint, p.of)`,
    )
    await client.query('vacuum analyze order_lines')
  }
  await client.end()
}

function load(task: Task): Promise<Times> {
  const child = fork(join(import.meta.dirname, '..', 'generator.ts'), { serialization: 'advanced' })
  return new Promise((done, failed) => {
    child.once('message', done as never)
    child.once('exit', (code) => code && failed(new Error('the load generator failed')))
    child.send(task)
  })
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

function watched(measure: () => number) {
  let most = 0
  const look = () => {
    most = Math.max(most, measure())
  }
  const timer = setInterval(look, 250)
  return { peak: () => Math.round(most), end: () => clearInterval(timer) }
}

const textOf = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
const processesNamed = (name: string) =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && textOf(`/proc/${pid}/comm`).trim() === name)
    .map(Number)

/** In megabytes, as Linux tells it. */
const memoryOf = (pids: number[], field: 'VmRSS' | 'RssAnon') =>
  pids.reduce((sum, pid) => sum + Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0) / 1024, 0)
