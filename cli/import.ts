/** `kesher import`: a file through its dry run, its import and, if wished, its undo, with the counts of each. */
import { randomUUID } from 'node:crypto'
import { constants, copyFile, mkdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { type ImportDetail, type ImportKind, type ImportMapping, type ImportReport, importKinds, importMapping } from '../contract/exchange.ts'
import { crontab, jobs } from '../server/app.ts'
import type { Actor } from '../server/context.ts'
import { handOver, inspectImport, openImport, startDryRun, startRun, startUndo } from '../server/exchange/index.ts'
import type { House } from '../server/house.ts'
import { Problem } from '../server/http/problem.ts'
import { startWorker } from '../server/jobs/worker.ts'
import { exchange } from '../words/exchange.ts'
import { spoken } from '../words/phrases.ts'
import { acting, firstAdministrator } from './acting.ts'
import { withHouse } from './database.ts'
import { Refusal } from './refusal.ts'

const usage = `Usage: kesher import <${importKinds.join('|')}> FILE [--dry-run] [--yes] [--mapping FILE] [--currency GBP]
       kesher import resume ID
       kesher import undo ID

  --dry-run   count what would happen, and change nothing
  --yes       import without asking
  --mapping   a JSON file with what should be read otherwise than proposed, such as {"columns": {"customerRef": 1}}
  --currency  the currency of the amounts, where it is not the company's`
const say = spoken(exchange, 'en')

export async function run(args: string[]) {
  const {
    values,
    positionals: [what = '', target = ''],
  } = parse(args)
  if (!target || !(['undo', 'resume', ...importKinds] as string[]).includes(what)) throw new Refusal(usage)
  await withHouse(async (house) => {
    const actor = await firstAdministrator(house)
    // A running server does the work itself; without one, this process does.
    const worker = house.place.address ? null : await startWorker(house, jobs, crontab)
    try {
      await told(async () => {
        if (what === 'undo') await undo(house, actor, target)
        else if (what === 'resume') await resume(house, actor, target)
        else await bring(house, actor, what as ImportKind, target, values)
      })
    } finally {
      await worker?.stop()
    }
  })
}

type Options = { 'dry-run'?: boolean; 'yes'?: boolean; 'mapping'?: string; 'currency'?: string }

function parse(args: string[]): { values: Options; positionals: string[] } {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, 'yes': { type: 'boolean', short: 'y' }, 'mapping': { type: 'string' }, 'currency': { type: 'string' } },
    })
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${usage}`)
  }
}

async function bring(house: House, actor: Actor, kind: ImportKind, file: string, options: Options) {
  const { id } = await acting(house, actor, async (ctx) => handOver(ctx, { name: basename(file), kind }, await laidDown(house, file)))
  const { mapping: proposed, columns, format } = await inspectImport(await reading(house, actor), id, { kind })
  const mapping = await mappingOf(proposed, options)
  const settled = format === 'csv' ? kind : 'contacts'
  console.log(`${basename(file)} · ${mapping.encoding} · ${columns.length} columns`)
  for (const [field, column] of Object.entries(mapping.columns))
    console.log(`  ${say.field[field as keyof typeof say.field].padEnd(28)} ${columns[column]?.name || say.columnNo(column + 1)}`)
  if (options['dry-run'] || !options.yes) {
    await acting(house, actor, (ctx) => startDryRun(ctx, id, { kind: settled, mapping }))
    const { forecast } = await finished(house, actor, id)
    console.log(`\nDry run: nothing was changed.\n${table(forecast!, true)}`)
    if (options['dry-run'] || !(await agreed())) return
  }
  const began = performance.now()
  await acting(house, actor, (ctx) => startRun(ctx, id, { kind: settled, mapping }))
  const { result } = await finished(house, actor, id)
  const seconds = (performance.now() - began) / 1000
  console.log(
    `\nImported in ${seconds.toFixed(1)} s, ${say.rate(Math.round(result!.rows / seconds))}.\n${table(result!, false)}\n\nTo take it back: kesher import undo ${id}`,
  )
}

async function resume(house: House, actor: Actor, id: string) {
  await acting(house, actor, (ctx) => startRun(ctx, id, {}))
  const { result } = await finished(house, actor, id)
  console.log(table(result!, false))
}

async function undo(house: House, actor: Actor, id: string) {
  await acting(house, actor, (ctx) => startUndo(ctx, id))
  const { undone } = await finished(house, actor, id)
  console.log(`${undone!.removed} rows removed, ${undone!.restored} given back their values.`)
  for (const [entity, rows] of Object.entries(undone!.kept))
    console.log(`Kept, because changed or used since: ${say.entity[entity as keyof typeof say.entity]} ${rows}`)
}

/** A copy of the file where uploads arrive. */
async function laidDown(house: House, file: string) {
  const from = resolve(file)
  const info = await stat(from).catch(() => null)
  if (!info?.isFile()) throw new Refusal(`There is no file ${from}.`)
  const folder = join(house.place.folder, 'incoming')
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  await copyFile(from, path, constants.COPYFILE_FICLONE)
  return { path, size: info.size, sha256: Buffer.alloc(0), contentType: 'application/octet-stream' }
}

async function mappingOf(proposed: ImportMapping, { mapping, currency }: Options): Promise<ImportMapping> {
  const given = mapping ? JSON.parse(await readFile(mapping, 'utf8')) : {}
  const whole = importMapping.safeParse({ ...proposed, ...given, ...(currency ? { currency } : {}), columns: { ...proposed.columns, ...given.columns } })
  if (!whole.success)
    throw new Refusal(`The mapping is not right: ${whole.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`)
  return whole.data
}

const reading = async (house: House, actor: Actor) => acting(house, actor, async (ctx) => ({ ...ctx, tx: house.db }))

/** Waits for the work to end and tells how it goes. */
async function finished(house: House, actor: Actor, id: string): Promise<ImportDetail> {
  const ctx = await reading(house, actor)
  for (;;) {
    const at = await openImport(ctx, id)
    if (!['checking', 'importing', 'undoing'].includes(at.state)) {
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
      if (at.state === 'failed') throw new Problem(at.problem?.code ?? 'unexpected', { facts: at.problem?.facts })
      return at
    }
    if (at.progress && process.stderr.isTTY) {
      const { stage, done, total, perSecond, secondsLeft } = at.progress
      process.stderr.write(
        `\r\x1b[K${say.stage[stage]} ${done.toLocaleString('en')} / ${total.toLocaleString('en')} · ${say.rate(perSecond)}${secondsLeft === null ? '' : ` · ${secondsLeft} s left`}`,
      )
    }
    await new Promise((done) => setTimeout(done, 200))
  }
}

function table({ rows, refused, entities, refusals, lookAlikes }: ImportReport, planned: boolean) {
  const line = (cells: string[]) => cells.map((cell, n) => (n === 0 ? cell.padEnd(16) : cell.padStart(12))).join('')
  const { outcome } = say
  const head = line(['', planned ? outcome.created : outcome.createdDone, planned ? outcome.updated : outcome.updatedDone, outcome.unchanged])
  const body = Object.entries(entities).map(([entity, { created, updated, unchanged }]) =>
    line([say.entity[entity as keyof typeof say.entity], ...[created, updated, unchanged].map((count) => count.toLocaleString('en'))]),
  )
  const why = refusals.map(
    ({ reason, field, rows: many, examples }) =>
      `  ${field && field in say.field ? `${say.field[field as keyof typeof say.field]}: ` : ''}${say.refusal[reason]}: ${many.toLocaleString('en')} (${examples.map(({ row, value }) => `row ${row}${value ? ` ${JSON.stringify(value)}` : ''}`).join(', ')})`,
  )
  const alike = lookAlikes ? [`${say.lookAlikesTitle}: ${say.lookAlikesCounts(lookAlikes.surely, lookAlikes.maybe)}`] : []
  return [head, ...body, `${rows.toLocaleString('en')} rows, ${refused.toLocaleString('en')} refused`, ...why, ...alike].join('\n')
}

async function agreed() {
  if (!process.stdin.isTTY) throw new Refusal('Nothing was imported. Add --yes to import without being asked.')
  const asking = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await asking.question('\nImport? [y/N] ')
  asking.close()
  return /^y/i.test(answer)
}

/** Problems the person can act on, as a sentence. */
async function told(work: () => Promise<void>) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const reason = error.facts?.reason as keyof typeof say.unreadable | undefined
    const fields = Object.entries(error.fields ?? {}).map(([path, fault]) => {
      const field = path.split('.').at(-1)!
      const name = field in say.field ? say.field[field as keyof typeof say.field] : field
      return path.startsWith('mapping.columns.') && fault === 'required' ? `No column says: ${name}. Name it with --mapping.` : `${name}: ${fault}`
    })
    const row = error.facts?.row ? ` (${say.rowNo(Number(error.facts.row))})` : ''
    throw new Refusal(reason && reason in say.unreadable ? `${say.unreadable[reason]}${row}` : (fields.length > 0 ? fields : [error.code]).join('\n'))
  }
}
