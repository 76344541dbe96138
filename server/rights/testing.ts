/** Builders: a customer with something in every part of the file, and the work jobs would do, done here. */
import { randomUUIDv7 } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Browser } from '../../testing/kesher.ts'
import { newField } from '../custom-fields/testing.ts'
import { newCustomer } from '../customers/testing.ts'
import { newVoice } from '../feedback/testing.ts'
import type { House } from '../house.ts'
import { newEntry } from '../interactions/testing.ts'
import { newOrder, newProduct } from '../orders/testing.ts'

export type WholeFile = { id: string; contactId: string; entryId: string; attachmentId: string }

/** A file of an organisation in which `word` stands in every text. */
export async function wholeFile(boss: Browser, word: string, wishes: { id?: string; phone?: string } = {}): Promise<WholeFile> {
  await newField(boss)
  const { id } = await newCustomer(boss, {
    custom: { motto: word },
    ...(wishes.id && { id: wishes.id }),
    name: `${word} Ltd`,
    otherName: word,
    ref: `${word}-7`,
    city: word,
    tags: [word],
  })
  const params = { id }
  const contact = await boss.call('POST /customers/:id/contacts', {
    params,
    body: { name: `Dana ${word}`, note: `Knows ${word}`, points: [{ channel: 'phone', value: wishes.phone ?? '052-7654321' }] },
  })
  await boss.call('POST /customers/:id/points', { params, body: { channel: 'email', value: `${word.toLowerCase()}@mail.example` } })
  await boss.call('POST /customers/:id/preferences', { params, body: { kind: 'preference', text: `Likes ${word}` } })
  const promise = { id: randomUUIDv7(), text: `Send ${word}`, dueOn: '2026-12-01' }
  const entry = await newEntry(boss, id, { body: `Spoke of ${word}`, subject: word, contactId: contact.id, promise })
  const attached = await boss.call('POST /customers/:id/interactions/:partId/attachments', {
    params: { id, partId: entry.id },
    query: { name: `${word}.txt` },
    body: Buffer.from(`bytes of ${word}`) as never,
  })
  await newOrder(boss, id, [{ productId: (await newProduct(boss)).id, quantity: 2 }], { note: word, number: `${word}-${id.slice(-6)}` })
  await newVoice(boss, id, { text: `Wants ${word}` })
  await boss.call('POST /customers/:id/scores', {
    params,
    body: { answers: [{ id: randomUUIDv7(), question: 'ease', value: 6 }], comment: `Fine ${word}`, contactId: contact.id },
  })
  return { id, contactId: contact.id, entryId: entry.id, attachmentId: attached.id }
}

/** Every table, and every file of the data folder, in which the word stands; in any case, and in what PostgreSQL shows of bytes. */
export async function whereIs(house: House, word: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname in ('public', 'graphile_worker')`.execute(house.db)
  const there: string[] = []
  for (const { name } of rows) {
    const found = await sql`select from ${sql.raw(name)} t where t::text ilike ${`%${word}%`} limit 1`.execute(house.db)
    if (found.rows.length > 0) there.push(name)
  }
  // What PostgreSQL keeps in its own files, until it writes over them, is out of everybody's reach but its own.
  const ofPostgres = ['cluster', 'log', 'archive'].map((name) => join(house.place.folder, name))
  for (const file of readdirSync(house.place.folder, { recursive: true, withFileTypes: true }))
    if (
      file.isFile() &&
      !ofPostgres.some((folder) => file.parentPath.startsWith(folder)) &&
      textIn(join(file.parentPath, file.name)).includes(word.toLowerCase())
    )
      there.push(file.name)
  return there
}

/** What stands in a file, in small letters; nothing where it was cleared away since it was listed. */
function textIn(path: string): string {
  try {
    return readFileSync(path).toString('latin1').toLowerCase()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** The files of an archive by name. */
export function unzipped(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = archive.lastIndexOf('PK\x05\x06')
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, name, extra, comment, local] = [10, 20, 28, 30, 32, 42].map((place, n) =>
      n === 1 || n === 5 ? archive.readUInt32LE(at + place) : archive.readUInt16LE(at + place),
    )
    const start = local! + 30 + archive.readUInt16LE(local! + 26) + archive.readUInt16LE(local! + 28)
    const bytes = archive.subarray(start, start + size!)
    files.set(archive.toString('utf8', at + 46, at + 46 + name!), method === 8 ? inflateRawSync(bytes) : bytes)
    at += 46 + name! + extra! + comment!
  }
  return files
}
