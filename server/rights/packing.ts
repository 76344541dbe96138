/** Packs an export: data.json with every row, a document people can read, and the attachments. Written aside, and given its name when whole. */
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { heirOf } from '../customers/index.ts'
import type { FileTable } from '../db/personal-data.ts'
import type { House } from '../house.ts'
import { takeFromShelf } from '../interactions/index.ts'
import { archiveFolder, archiveOf } from './archives.ts'
import { writeDocument } from './document.ts'
import { countRows, exportedTables, headOf, type Row, rowsOf, type Whose } from './rows.ts'

export type Attached = { id: string; name: string; digest: Buffer; path: string }

/** May run again after a crash: it begins anew. */
export async function packExport(house: House, { customerId: askedOf, id }: { customerId: string; id: string }) {
  const { db, place, now } = house
  const asked = await askedFor(house, askedOf, id)
  // Erased while it was packed, and then the server was killed: what it had packed goes.
  if (!asked) return rm(archiveOf(place.folder, id), { force: true })
  if (asked.state === 'done' || asked.state === 'failed') return
  const { customerId } = asked
  const aside = join(archiveFolder(place.folder), `${id}.making`)
  const update = (change: { state?: 'running' | 'done' | 'failed'; done?: number; total?: number; sizeBytes?: number; finishedAt?: Date }) =>
    db.updateTable('fileExports').set(change).where('customerId', '=', customerId).where('id', '=', id).execute()
  try {
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside, { recursive: true, mode: 0o700 })
    const whose: Whose = { customerId, contactId: asked.contactId }
    await update({ state: 'running', done: 0, total: await countRows(db, whose) })
    const progress = noting((done) => update({ done }))
    const attached = await writeData(house, whose, join(aside, 'data.json'), progress.step)
    await writeDocument(house, whose, asked.language, join(aside, 'document.pdf'))
    await zip(house, aside, attached, asked.language)
    await progress.end()
    // A file that was erased meanwhile leaves nothing behind.
    await rename(join(aside, 'all.zip'), archiveOf(place.folder, id))
    const { size } = await stat(archiveOf(place.folder, id))
    const kept = await update({ state: 'done', sizeBytes: size, finishedAt: now() })
    if (kept[0]?.numUpdatedRows === 0n) await rm(archiveOf(place.folder, id), { force: true })
  } catch (error) {
    // What was erased while it was packed is no failure.
    const [asking] = await update({ state: 'failed', finishedAt: now() })
    if (asking?.numUpdatedRows) house.log.error({ stack: (error as Error).stack, export: id }, 'an export failed')
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** What was asked for; a file that was merged since is exported as the one it went into. */
async function askedFor({ db }: House, customerId: string, id: string) {
  const files = [customerId, (await heirOf(db, customerId)) ?? customerId]
  return db.selectFrom('fileExports').where('customerId', 'in', files).where('id', '=', id).selectAll().executeTakeFirst()
}

const noteEvery = 500

function noting(note: (done: number) => Promise<unknown>) {
  let done = 0
  let noted = 0
  return {
    async step(rows: number) {
      done += rows
      if (Date.now() - noted < noteEvery) return
      noted = Date.now()
      await note(done)
    },
    end: () => note(done),
  }
}

/** Writes data.json piece by piece, so that a file of a million entries needs no more memory than a small one. Returns the attachments met. */
async function writeData({ db, now }: House, whose: Whose, path: string, step: (rows: number) => Promise<void>): Promise<Attached[]> {
  const attached: Attached[] = []
  const told = (table: FileTable, row: Row): Row => {
    if (table !== 'attachments') return row
    const file = { id: row.id!, name: String(row.name), digest: row.digest as Buffer, path: `attachments/${attached.length + 1}-${row.name}` }
    attached.push(file)
    return { ...row, path: file.path }
  }
  async function* text() {
    yield `{"format":"kesher-file-1","exportedAt":${JSON.stringify(now().toISOString())},\n"customer":${written(await headOf(db, whose))}`
    for (const table of exportedTables) {
      yield `,\n"${table}":[`
      let first = true
      for await (const rows of rowsOf(db, table, whose)) {
        for (const row of rows) {
          yield `${first ? '' : ','}\n${written(told(table, row))}`
          first = false
        }
        await step(rows.length)
      }
      yield ']'
    }
    yield `,\n"ourPeople":${written(await db.selectFrom('users').select(['id', 'name']).execute())}`
    const bought = db.selectFrom('orderLines').where('customerId', '=', whose.customerId).select('productId')
    yield `,\n"products":${written(await db.selectFrom('products').where('id', 'in', bought).select(['id', 'sku', 'name']).execute())}}\n`
  }
  await pipeline(text, createWriteStream(path, { mode: 0o600 }))
  return attached
}

const written = (value: unknown) => JSON.stringify(value, (_, part) => (part?.type === 'Buffer' ? Buffer.from(part.data).toString('hex') : part)) ?? 'null'

async function zip({ place }: House, aside: string, attached: Attached[], language: 'he' | 'en') {
  const archive = new yazl.ZipFile()
  const failed = Promise.withResolvers<never>()
  archive.on('error', failed.reject)
  archive.addFile(join(aside, 'data.json'), 'data.json')
  archive.addFile(join(aside, 'document.pdf'), language === 'he' ? 'התיק שלך.pdf' : 'your file.pdf')
  for (const { digest, path } of attached)
    archive.addReadStreamLazy(path, { compress: false }, (open) => {
      takeFromShelf({ place }, digest).then(
        (stream) => open(null, stream),
        (error) => open(error, null as never),
      )
    })
  archive.end()
  await Promise.race([pipeline(archive.outputStream, createWriteStream(join(aside, 'all.zip'), { mode: 0o600, flush: true })), failed.promise])
}
