/** What is measured, against which floor, with which goal. */
import { execFileSync } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { random } from '../analytics/index.ts'
import { customerSorts } from '../contract/customers.ts'
import type { Actor } from '../server/context.ts'
import { connect } from '../server/db/connect.ts'
import { fileStatement } from '../server/file/index.ts'
import type { Task } from './generator.ts'
import { importing } from './importing.ts'
import { importNames } from './importing-names.ts'
import { misspelled } from './names/searching.ts'
import type { Times } from './times.ts'
import { administrator, type World } from './world.ts'

export type Figure = {
  what: string
  measured: Times
  floor?: Times /** Of throughput where that is the point, else of the median time. */
  ratio?: number
  goal?: string
  met?: boolean
}
export const parts = ['files', 'lists', 'searches', 'entries', 'imports'] as const
export type Part = (typeof parts)[number]
type Bench = World & { port: number; seconds: number; only?: Part; load(task: Task): Promise<Times>; show(figure: Figure): void }

/** Few enough that all their pages are in memory after the first round. */
const sampled = 5_000
const rounds = 3
const connections = 8
const rate = 50
const deep = 10_000

export async function measure(bench: Bench): Promise<Figure[]> {
  const cookie = await signIn(bench.port)
  const sample = await sampleOf(bench.postgres.url())
  const figures: Figure[] = []
  const add = (figure: Figure) => {
    figures.push(figure)
    bench.show(figure)
  }
  const wanted = (part: Part) => !bench.only || bench.only === part
  const lookup = await bench.load({
    kind: 'sql',
    url: bench.postgres.url(),
    connections: 1,
    seconds: 2,
    statement: { text: 'select * from customers where id = $1', values: sample.map(({ id }) => [id]) },
  })
  if (wanted('files')) await files(bench, cookie, sample, add)
  if (wanted('lists')) await lists(bench, cookie, lookup, add)
  if (wanted('searches')) await searches(bench, cookie, sample, lookup, add)
  if (wanted('entries')) await entries(bench, cookie, sample, add)
  if (wanted('imports')) await imports(bench, cookie, add)
  return figures
}

export async function signIn(port: number) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(administrator),
  })
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .find((cookie) => /kesher=./.test(cookie))!
    .split(';')[0]!
}

type Sampled = { id: string; name: string; otherName: string; phone: string; email: string | null }

export async function sampleOf(url: string): Promise<Sampled[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('select setseed(0.5)')
  const { rows } = await client.query<Sampled>(
    `select c.id, c.name, c.other_name as "otherName", max(p.value) filter (where p.channel = 'phone') as phone, max(p.value) filter (where p.channel = 'email') as email
     from (select id, name, other_name from customers order by random() limit ${sampled}) c join contact_points p on p.customer_id = c.id group by c.id, c.name, c.other_name order by random()`,
  )
  await client.end()
  return rows
}

const share = (value: number) => Math.round(value * 100) / 100

async function files({ postgres, folder, port, seconds, load }: Bench, cookie: string, sample: Sampled[], add: (figure: Figure) => void) {
  const calls = sample.map(({ id }) => ({ method: 'GET', path: `/api/customers/${id}/file` }))
  const { db, close } = connect(postgres.url(), { connections: 1 })
  const actor: Actor = { id: sample[0]!.id, name: '', role: 'administrator', language: 'he', teamIds: [], scope: 'all', hidden: [], grants: [] }
  const compiled = sample.map(({ id }) => fileStatement(actor, id, new Date()).compile(db))
  await close()
  const statement = { text: compiled[0]!.sql, values: compiled.map(({ parameters }) => [...parameters]) }
  const onDriver: Task = { kind: 'sql', url: postgres.url(), connections, seconds, statement }
  const overHttp: Task = { kind: 'http', port, cookie, calls, connections, seconds }
  await load({ ...onDriver, warmUp: 0, seconds: Math.max(15, seconds) })
  // Other work on the machine comes and goes, so both sides are measured in turn and the round in the middle stands for all.
  const taken: { http: Times; driver: Times; bare: Times | null }[] = []
  for (let round = 0; round < rounds; round++) {
    taken.push({
      driver: await load(onDriver),
      http: await load(overHttp),
      bare: pgbench(postgres.url(), folder, statement.text, compiled[0]!.parameters, sample, seconds),
    })
  }
  const middle = (ratioOf: (one: (typeof taken)[number]) => number) => taken.toSorted((a, b) => ratioOf(a) - ratioOf(b))[Math.floor(rounds / 2)]!
  const byDriver = ({ http, driver }: (typeof taken)[number]) => share(http.perSecond / driver.perSecond)
  const { http, driver } = middle(byDriver)
  add({
    what: `open a file, ${connections} connections, against the bare driver`,
    measured: http,
    floor: driver,
    ratio: byDriver({ http, driver, bare: null }),
    goal: '≥ 0.33',
    met: byDriver({ http, driver, bare: null }) >= 0.33,
  })
  if (taken.every(({ bare }) => bare)) {
    const byPgbench = (one: (typeof taken)[number]) => share(one.http.perSecond / one.bare!.perSecond)
    const one = middle(byPgbench)
    add({
      what: `open a file, ${connections} connections, against pgbench`,
      measured: one.http,
      floor: one.bare!,
      ratio: byPgbench(one),
      goal: '≥ 0.33',
      met: byPgbench(one) >= 0.33,
    })
  }
  const steady = await load({ kind: 'http-rate', port, cookie, calls, rate, seconds: Math.max(seconds, 20), warmUp: 3 })
  add({ what: `open a file, ${rate} requests a second`, measured: steady, goal: 'p99 < 15 ms', met: steady.p99 < 15 })
}

/** The same statement by PostgreSQL's own load generator, where it is installed. */
function pgbench(url: string, folder: string, text: string, parameters: readonly unknown[], sample: Sampled[], seconds: number): Times | null {
  const script = join(folder, 'open-file.sql')
  const ids = sample.slice(0, 2000).map(({ id }) => `'${id}'`)
  const idAt = parameters.indexOf(sample[0]!.id)
  const literal = (value: unknown) => (value instanceof Date ? `'${value.toISOString()}'` : `'${String(value).replaceAll("'", "''")}'`)
  const body = text.replace(/\$(\d+)/g, (_, n: string) =>
    Number(n) - 1 === idAt ? `(array[${ids.join(',')}]::uuid[])[:n]` : literal(parameters[Number(n) - 1]),
  )
  writeFileSync(script, `\\set n random(1, ${ids.length})\n${body.replace(/\n/g, ' ')};\n`)
  const address = new URL(url)
  try {
    const out = execFileSync(
      'pgbench',
      [
        '-n',
        '-M',
        'prepared',
        '-c',
        String(connections),
        '-j',
        '2',
        '-T',
        String(seconds),
        '-f',
        script,
        '-h',
        address.searchParams.get('host')!,
        '-U',
        'kesher',
        'kesher',
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const number = (pattern: RegExp) => Number(pattern.exec(out)![1])
    const mean = number(/latency average = ([\d.]+)/)
    return { count: number(/actually processed: (\d+)/), perSecond: share(number(/tps = ([\d.]+)/)), p50: mean, p99: mean, slowest: mean }
  } catch {
    return null
  } finally {
    rmSync(script, { force: true })
  }
}

async function lists({ port, load }: Bench, cookie: string, lookup: Times, add: (figure: Figure) => void) {
  for (const sort of customerSorts) {
    for (const direction of ['ascending', 'descending']) {
      const path = `/api/customers?sort=${sort}&direction=${direction}`
      const cursor = await walkTo(port, cookie, path)
      for (const [where, after] of [
        ['first page', ''],
        [`after ${deep.toLocaleString('en')} rows`, `&after=${encodeURIComponent(cursor)}`],
      ] as const) {
        const measured = await load({
          kind: 'http',
          port,
          cookie,
          calls: [{ method: 'GET', path: `${path}${after}` }],
          connections: 1,
          seconds: 1,
          warmUp: 0.3,
        })
        add({
          what: `list by ${sort}, ${direction}, ${where}`,
          measured,
          floor: lookup,
          ratio: share(measured.p50 / lookup.p50),
          goal: 'p99 < 50 ms',
          met: measured.p99 < 50,
        })
      }
    }
  }
}

async function walkTo(port: number, cookie: string, path: string) {
  let after = ''
  for (let rows = 0; rows < deep; rows += 200) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}&limit=200${after && `&after=${encodeURIComponent(after)}`}`, { headers: { cookie } })
    const { next } = (await answer.json()) as { next: string | null }
    if (!next) break
    after = next
  }
  return after
}

async function searches({ port, load }: Bench, cookie: string, sample: Sampled[], lookup: Times, add: (figure: Figure) => void) {
  const terms: [string, (one: Sampled) => string | null][] = [
    ['3 letters of a name', threeLetters],
    ['a name as the other script would spell it', inOtherScript],
    ['a name with one error', withAnError],
    ['3 letters of each of two words', beginnings],
    ['two words, one with an error', twoWithAnError],
    ['7 digits of a phone', ({ phone }) => phone.slice(-7)],
    ['a part of an e-mail', ({ email }) => email?.slice(2, 12) ?? null],
  ]
  const task = (path: string, term: (one: Sampled) => string | null, seconds: number): Task => ({
    kind: 'http',
    port,
    cookie,
    calls: sample
      .map(term)
      .filter((text) => text !== null)
      .slice(0, 500)
      .map((text) => ({ method: 'GET', path: `${path}${encodeURIComponent(text)}` })),
    connections: 1,
    seconds,
    warmUp: 0.5,
  })
  const figure = (what: string, measured: Times): Figure => ({
    what,
    measured,
    floor: lookup,
    ratio: share(measured.p50 / lookup.p50),
    goal: 'p99 < 50 ms',
    met: measured.p99 < 50,
  })
  const places = [
    ['search', '/api/search?q='],
    ['list', '/api/customers?search='],
  ] as const
  for (const [what, term] of terms) for (const [place, path] of places) add(figure(`${place} for ${what}`, await load(task(path, term, 3))))
  const writing = await importNames(port, cookie, sample.length)
  for (const [place, path] of places) add(figure(`${place} for 3 letters of a name while customers are imported`, await load(task(path, threeLetters, 3))))
  const measured = await writing.ended()
  add({ what: 'customers imported meanwhile', measured })
}

const wordsOf = ({ name }: Sampled) => name.split(' ').filter((word) => /^[א-ת׳]{3,}$/.test(word))
const threeLetters = (one: Sampled) => wordsOf(one).at(-1)?.slice(0, 3) ?? null
const { below } = random(5)
const withAnError = (one: Sampled) => {
  const word = wordsOf(one).find((word) => word.length >= 5)
  return word ? misspelled(word, 'hebrew', below) : null
}
const beginnings = (one: Sampled) => {
  const words = wordsOf(one).slice(-2)
  return words.length === 2 ? words.map((word) => word.slice(0, 3)).join(' ') : null
}
const twoWithAnError = (one: Sampled) => {
  const words = wordsOf(one)
  const wrong = words.findLast((word) => word.length >= 5)
  const other = words.find((word) => word !== wrong)
  return wrong && other ? `${other} ${misspelled(wrong, 'hebrew', below)}` : null
}
/** Latin letters by sound, spelled otherwise than the base does: no word of it is the same. Null where the Latin name is not known. */
const inOtherScript = ({ otherName }: Sampled) => {
  const latin = otherName
    .toLowerCase()
    .match(/[a-z]{4,}/g)
    ?.at(-1)
  if (!latin) return null
  const otherwise = latin.replace(
    /tz|sh|ch|[ckvwiyz]/g,
    (sound) => ({ tz: 'ts', sh: 'sch', ch: 'kh', c: 'k', k: 'c', v: 'w', w: 'v', i: 'y', y: 'i', z: 's' })[sound]!,
  )
  return otherwise === latin ? `${latin.slice(0, 2)}h${latin.slice(2)}` : otherwise
}

/** One entry made by hand: the event, its recorded change, the facts, the notice to live screens, all in one transaction. */
async function entries({ postgres, port, load }: Bench, cookie: string, sample: Sampled[], add: (figure: Figure) => void) {
  const calls = sample.slice(0, 5000).map(({ id }) => ({
    method: 'POST',
    path: `/api/customers/${id}/interactions`,
    body: { id: randomUUIDv7(), channel: 'phone', direction: 'in', asked: 'מדידה' },
  }))
  const text = `insert into interactions (customer_id, id, channel, direction, occurred_at, recorded_at, conversation_id, asked) values ($1, $2, 'phone', 'in', now(), now(), $2, 'מדידה')`
  const values = sample.slice(0, 5000).map(({ id }) => [id, randomUUIDv7()])
  const floor = await load({ kind: 'sql', url: postgres.url(), connections: 1, seconds: 2, warmUp: 0.3, statement: { text, values } })
  const measured = await load({ kind: 'http', port, cookie, calls, connections: 1, seconds: 3, warmUp: 0.5 })
  add({ what: 'write down one event', measured, floor, ratio: share(measured.p50 / floor.p50) })
  const client = new pg.Client({ connectionString: postgres.url() })
  await client.connect()
  await client.query(`delete from interactions where asked = 'מדידה'`)
  await client.end()
}

async function imports({ postgres, port }: Bench, cookie: string, add: (figure: Figure) => void) {
  const { measured, floor } = await importing(postgres.url(), port, cookie)
  const ratio = share(measured.perSecond / floor.perSecond)
  add({ what: 'import order lines from CSV, against COPY', measured, floor, ratio, goal: '≥ 0.5', met: ratio >= 0.5 })
}
