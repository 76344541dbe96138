import { randomUUIDv7 } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import type { Db } from '../db/connect.ts'
import type { Fault } from './chain.ts'
import { headsFile, readHeads } from './heads.ts'
import { type Sealing, sealSome, startSealing } from './sealing.ts'
import { verdictOf, verifyChain } from './verifying.ts'

const kesher = kesherForFile()
let boss: Browser
let sealing: Sealing

beforeAll(async () => {
  boss = await kesher.administrator()
  for (const scope of ['own', 'team', 'all', 'own', 'team'] as const) await deed(scope)
  await (await startSealing(kesher.house)).stop()
  sealing = await startSealing(kesher.house)
})
afterAll(() => sealing.stop())

const outside = () => readHeads(headsFile(kesher.house.place.folder))
const deed = (scope: 'own' | 'team' | 'all') => boss.call('PUT /access/:role', { params: { role: 'trainer' }, body: { scope, hidden: [] } })

/** Nothing waits, and the newest head lies outside. */
async function sealed() {
  const { fault, waiting, head } = await verifyChain(kesher.house.db, await outside())
  return fault === null && waiting === 0 && head.seq > 0 && head.seq === (await outside()).at(-1)?.seq
}

/** What shows after somebody who owns the database did this. It is taken back. */
async function after(...changes: (RawBuilder<unknown> | ((tx: Db) => Promise<unknown>))[]): Promise<Fault | null> {
  let fault: Fault | null = null
  await kesher.house.db
    .transaction()
    .execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      for (const change of changes) await (typeof change === 'function' ? change(tx) : change.execute(tx))
      fault = (await verdictOf(tx, await outside())).fault
      throw new Error('taken back')
    })
    .catch((error: Error) => {
      if (error.message !== 'taken back') throw error
    })
  return fault
}

const at = (seq: number) => sql`(select entry_id from audit_seals where seq = ${sql.lit(seq)})`

test('entries are sealed by themselves, and the newest seal is noted in a file', async () => {
  await deed('all')
  await expect.poll(sealed, { timeout: 10_000 }).toBe(true)
})

test('a seal waits for the disk before its head is noted, also in a database whose commits do not', async () => {
  const how = (tx: Db) => sql<{ how: string }>`select current_setting('synchronous_commit') as how`.execute(tx).then(({ rows }) => rows[0]!.how)
  const [before, sealing, after] = await kesher.house.db.connection().execute(async (db) => {
    await sql`set synchronous_commit to off`.execute(db)
    const asked = [await how(db), await db.transaction().execute((tx) => sealSome(tx, new Date()).then(() => how(tx))), await how(db)]
    await sql`reset synchronous_commit`.execute(db)
    return asked
  })
  expect([before, sealing, after]).toEqual(['off', 'local', 'off'])
})

test('the log and its seals cannot be changed or emptied by the server itself', async () => {
  const { db } = kesher.house
  await expect(sql`update audit_entries set action = 'x'`.execute(db)).rejects.toThrow('only added to')
  await expect(sql`delete from audit_seals`.execute(db)).rejects.toThrow('only added to')
  await expect(sql`truncate audit_entries`.execute(db)).rejects.toThrow('only added to')
})

test('what an owner of the database does to the log is found and named', async () => {
  expect(await after(sql`update audit_entries set at = at + interval '1 microsecond' where id = ${at(3)}`)).toMatchObject({ kind: 'changed', seq: 3 })
  expect(await after(sql`update audit_entries set facts = '{"a":1}' where id = ${at(2)}`)).toMatchObject({ kind: 'changed', seq: 2 })
  expect(await after(sql`delete from audit_entries where id = ${at(4)}`)).toMatchObject({ kind: 'removed', seq: 4 })
  expect(await after(sql`delete from audit_seals where seq = 2`)).toMatchObject({ kind: 'missing', seq: 2 })
  expect(await after(sql`update audit_seals set seq = 1000 where seq = 2`)).toMatchObject({ kind: 'missing', seq: 2 })
  const forged = sql`insert into audit_entries (id, at, action) values (${randomUUIDv7()}, now(), 'file.opened')`
  expect(await after(forged)).toMatchObject({ kind: 'unsealed' })
  expect(
    await after(sql`delete from audit_entries where id in (select entry_id from audit_seals where seq > 3)`, sql`delete from audit_seals where seq > 3`),
  ).toMatchObject({ kind: 'cut', seq: 4 })
})

test('a chain sealed anew after a change differs from its head outside', async () => {
  const unsealed = [sql`insert into audit_unsealed select entry_id from audit_seals`, sql`delete from audit_seals`]
  const change = sql`update audit_entries set action = 'list.exported' where id = ${at(1)}`
  expect(await after(change, ...unsealed, (tx) => sealSome(tx, new Date()))).toMatchObject({ kind: 'rewritten' })
})

test('an entry taken out before it was sealed leaves its place in the line', async () => {
  const id = randomUUIDv7()
  expect(await after(sql`insert into audit_unsealed values (${id})`)).toEqual({ kind: 'removed', seq: null, entryId: id })
})

test('a line torn by a crash spoils neither the heads before it nor those after', async () => {
  const before = (await outside()).length
  appendFileSync(headsFile(kesher.house.place.folder), '\n12 ab')
  await deed('own')
  await expect.poll(sealed, { timeout: 10_000 }).toBe(true)
  expect((await outside()).length).toBe(before + 1)
})
