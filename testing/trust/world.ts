/** A company of two teams, somebody in every role, and a file for every way to stand to it. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { type Role, roles } from '../../contract/endpoint.ts'
import { newCustomer, newTeam } from '../../server/customers/testing.ts'
import type { Db } from '../../server/db/connect.ts'
import { searched } from '../../server/duplicates/testing.ts'
import { newVoice } from '../../server/feedback/testing.ts'
import { computed, everyDays, pastOrders } from '../../server/insight/testing.ts'
import { newEntry } from '../../server/interactions/testing.ts'
import { newOrder, newProduct } from '../../server/orders/testing.ts'
import type { Browser, Kesher } from '../kesher.ts'

/** How a file stands to the person who asks: they own it, their team serves it, or another team does. */
export const standings = ['own', 'team', 'other'] as const
export type Standing = (typeof standings)[number]

export type File = { id: string; contactId: string; pointId: string; preferenceId: string; interactionId: string; attachmentId: string } & {
  promiseId: string
  /** Of insight; only files a world was made with have one. */
  signalId: string
  orderId: string
  voiceId: string
}
export type Person = { role: Role; id: string; email: string; browser: Browser }
export type World = {
  kesher: Kesher
  boss: Browser
  team: string
  elsewhere: string
  productId: string
  people: Record<Role, Person>
  /** Owned by each person; of their team; of the other team. */
  files: { own: Record<Role, File>; team: File; other: File }
}

/** Stands in every text of the other team's file, in two scripts, and nowhere else. */
export const canaries = ['zanzibar', 'זנזיבר', '501239876', '000000018']

export async function trustWorld(kesher: Kesher): Promise<World> {
  const boss = await kesher.administrator()
  const team = (await newTeam(boss, 'Haifa')).id
  const elsewhere = (await newTeam(boss, 'Eilat')).id
  const productId = (await newProduct(boss)).id
  const people = {} as World['people']
  for (const role of roles) {
    const browser = await kesher.member(role, [team])
    const { user } = await browser.call('GET /session')
    people[role] = { role, id: user.id, email: user.email, browser }
  }
  const own = {} as World['files']['own']
  for (const role of roles) own[role] = await newFile(boss, { name: `Own ${role}`, teamId: team, ownerId: people[role].id }, productId)
  const files = {
    own,
    team: await newFile(boss, { name: 'Of the team', teamId: team }, productId),
    other: await newFile(
      boss,
      { name: 'Zanzibar זנזיבר', teamId: elsewhere, kind: 'person', taxId: '18', tags: ['zanzibar'], city: 'Zanzibar' },
      productId,
      'zanzibar',
    ),
  }
  await understood(kesher, [...Object.values(own), files.team, files.other])
  await boss.call('POST /users/:id/grants', {
    params: { id: people.consultant.id },
    body: { id: randomUUIDv7(), until: '2100-01-01T00:00:00Z', reason: 'Review', fileIds: [own.consultant.id] },
  })
  return { kesher, boss, team, elsewhere, productId, people, files }
}

/** What the product makes of files by itself: a past that insight has read, with signals of each, and pairs that look like one customer. */
export async function understood(kesher: Kesher, files: File[]) {
  const today = Temporal.Instant.from(kesher.house.now().toISOString()).toZonedDateTimeISO('UTC').toPlainDate()
  const long = (days: number) => today.subtract({ days }).toString()
  for (const [place, { id }] of files.entries()) await pastOrders(kesher, id, everyDays(long(700), long(120), 20 + place), 100_000 + place)
  await computed(kesher)
  await searched(kesher)
  const { db } = kesher.house
  for (const file of files) {
    const { id } = await db
      .selectFrom('signals')
      .where('customerId', '=', file.id)
      .where('endedAt', 'is', null)
      .orderBy('raisedAt')
      .select('id')
      .executeTakeFirstOrThrow()
    file.signalId = id
  }
}

type Head = NonNullable<Parameters<typeof newCustomer>[1]>

/** A file with something in every part of it. */
export async function newFile(boss: Browser, head: Head, productId: string, word = 'plain'): Promise<File> {
  const { id } = await newCustomer(boss, { otherName: word, ...head })
  const params = { id }
  const contact = await boss.call('POST /customers/:id/contacts', { params, body: { name: `Dana ${word}` } })
  const point = await boss.call('POST /customers/:id/points', { params, body: { channel: 'phone', value: word === 'plain' ? '050-1111111' : '050-1239876' } })
  const preference = await boss.call('POST /customers/:id/preferences', { params, body: { kind: 'preference', text: `Likes ${word}` } })
  const promise = randomUUIDv7()
  const entry = await newEntry(boss, id, {
    body: `Spoke of ${word}`,
    heard: 'price-comparison',
    promise: { id: promise, text: `Send ${word}`, dueOn: '2026-12-01' },
  })
  const attachment = await boss.call('POST /customers/:id/interactions/:partId/attachments', {
    params: { id, partId: entry.id },
    query: { name: `${word}.txt` },
    body: Buffer.from(`text of ${word}`) as never,
  })
  const order = await newOrder(boss, id, [{ productId, quantity: 2 }], { note: word, number: `${word}-${id.slice(-6)}` })
  const voice = await newVoice(boss, id, { text: `Wants ${word}` })
  return {
    id,
    contactId: contact.id,
    pointId: point.id,
    preferenceId: preference.id,
    interactionId: entry.id,
    attachmentId: attachment.id,
    promiseId: promise,
    signalId: '',
    orderId: order.id,
    voiceId: voice.id,
  }
}

/** The content of every table but sessions, whose last use is noted on every request. */
export async function wholeDigest(db: Db): Promise<string> {
  const { rows } = await sql<{
    name: string
  }>`select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'sessions' order by 1`.execute(db)
  const parts = rows.map(
    ({ name }) => sql`select ${name} as name, md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as digest from ${sql.table(name)} as t`,
  )
  const { rows: digests } = await sql`${sql.join(parts, sql` union all `)} order by 1`.execute(db)
  return JSON.stringify(digests)
}
