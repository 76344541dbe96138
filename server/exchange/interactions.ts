/** Events of any channel, one in each row, in the file of a customer who is known. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { visible } from '../../contract/fields.ts'
import type { Channel } from '../../contract/interactions.ts'
import type { Change, Desk } from './desk.ts'
import { firstFilled } from './first-filled.ts'
import type { Importer } from './importer.ts'
import { lineCounts } from './line-counts.ts'
import { type Claim, claimReader, customerMatcher, isFault, saysNothing } from './matching.ts'
import { noFields, type OwnFields, type OwnValues, ourPeople, ownFields, readOwn } from './own-fields.ts'
import { firstOwn, type OwnRow, ownChanges, valuesAfter, writeOwn } from './own-values.ts'
import { keyOf, lineOf, momentsIn, wallTimeOf } from './values.ts'

type Event = {
  no: number
  claim: Claim
  sourceKey: string
  occurredAt: string
  channel: Channel
  direction: string
  subject: string
  body: string
  asked: string
  userId: string | null
  own: OwnValues
}
type Placed = Omit<Event, 'no' | 'claim'> & { customerId: string }
/** What the rows so far were about: of several about one event the first counts, and a field takes the first value they give. */
type Said = { events: ReturnType<typeof lineCounts>; fields: ReturnType<typeof firstFilled> }
type Stored = Omit<Placed, 'own'> & { id: string }

const channels: Record<string, Channel> = {
  phone: 'phone',
  call: 'phone',
  telephone: 'phone',
  טלפון: 'phone',
  שיחה: 'phone',
  'שיחת טלפון': 'phone',
  email: 'email',
  'e-mail': 'email',
  mail: 'email',
  מייל: 'email',
  אימייל: 'email',
  דואל: 'email',
  'דוא"ל': 'email',
  'דוא״ל': 'email',
  sms: 'sms',
  מסרון: 'sms',
  הודעה: 'sms',
  whatsapp: 'whatsapp',
  וואטסאפ: 'whatsapp',
  ווטסאפ: 'whatsapp',
  fax: 'fax',
  פקס: 'fax',
  web_form: 'web_form',
  'web form': 'web_form',
  form: 'web_form',
  טופס: 'web_form',
  web_chat: 'web_chat',
  chat: 'web_chat',
  "צ'אט": 'web_chat',
  'צ׳אט': 'web_chat',
  צאט: 'web_chat',
  branch_visit: 'branch_visit',
  visit: 'branch_visit',
  ביקור: 'branch_visit',
  סניף: 'branch_visit',
  meeting: 'meeting',
  פגישה: 'meeting',
  letter: 'letter',
  post: 'letter',
  מכתב: 'letter',
  דואר: 'letter',
  order: 'order',
  הזמנה: 'order',
  note: 'note',
  הערה: 'note',
}
const directions: Record<string, string> = {
  in: 'in',
  inbound: 'in',
  incoming: 'in',
  נכנס: 'in',
  נכנסת: 'in',
  out: 'out',
  outbound: 'out',
  outgoing: 'out',
  יוצא: 'out',
  יוצאת: 'out',
  internal: 'internal',
  פנימי: 'internal',
  פנימית: 'internal',
}
const compared = {
  occurredAt: 'occurred_at',
  channel: 'channel',
  direction: 'direction',
  subject: 'subject',
  body: 'body',
  asked: 'asked',
  userId: 'user_id',
} as const

export function interactionsImporter(desk: Desk): Importer<Event> {
  const claimOf = claimReader(desk, 'customer')
  const matcher = customerMatcher(desk)
  const toMoment = momentsIn(desk.company.timeZone)
  let users: ReadonlyMap<string, string>
  const own = { ...noFields }
  const said: Said = { events: lineCounts(), fields: firstFilled() }
  return {
    async open() {
      users = await ourPeople(desk.db)
      Object.assign(own, await ownFields(desk))
    },
    read({ no }, cell) {
      const refused = (reason: 'no-customer' | 'required' | 'not-a-date' | 'unknown' | 'too-long', field: string) => ({
        no,
        refused: { reason, field, value: cell(field) },
      })
      const claim = claimOf(cell)
      if (isFault(claim)) return { no, refused: claim }
      if (saysNothing(claim)) return refused('no-customer', 'customerRef')
      const wall = wallTimeOf(cell('occurredAt'), desk.mapping.dateOrder)
      if (!wall) return refused(cell('occurredAt').trim() ? 'not-a-date' : 'required', 'occurredAt')
      const channelText = lineOf(cell('channel')).toLowerCase()
      const directionText = lineOf(cell('direction')).toLowerCase()
      const channel = channelText ? channels[channelText] : 'note'
      if (!channel) return refused('unknown', 'channel')
      const direction = directionText ? directions[directionText] : channel === 'note' ? 'internal' : 'in'
      if (!direction) return refused('unknown', 'direction')
      const [subject, asked] = [lineOf(cell('subject')), lineOf(cell('asked'))]
      const body = visible(cell('body')).replace(/\r\n?/g, '\n').trim()
      if (subject.length > 300) return refused('too-long', 'subject')
      if (asked.length > 500) return refused('too-long', 'asked')
      if (!subject && !asked && !body) return refused('required', 'body')
      const user = lineOf(cell('user')).toLowerCase()
      if (user && !users.has(user)) return refused('unknown', 'user')
      const values = readOwn(desk, own, cell)
      if (isFault(values)) return { no, refused: values }
      const occurredAt = toMoment(wall)
      const key = keyOf(cell('sourceKey'))
      // Without a key of its own an event is what it says: two rows that say the same are one event.
      const sourceKey = key
        ? `import:${key.slice(0, 200)}`
        : `import:${createHash('sha256')
            .update(JSON.stringify([occurredAt, channel, direction, subject, body, asked]))
            .digest('base64url')}`
      return { no, value: { no, claim, sourceKey, occurredAt, channel, direction, subject, body, asked, userId: users.get(user) ?? null, own: values } }
    },
    async apply(rows) {
      await matcher.load([...new Set(rows.map(({ claim }) => claim))])
      await writeEvents(
        desk,
        own,
        said,
        rows.flatMap(({ no, claim, ...event }) => {
          const customer = matcher.find(claim)
          if (customer && customer !== 'several') return [{ ...event, customerId: customer.id }]
          desk.refuse(
            no,
            customer ? 'several-customers' : 'unknown-customer',
            'customerRef',
            claim.ref || claim.email || claim.phone || claim.name || claim.taxId,
          )
          return []
        }),
      )
    },
    async pass(rows) {
      await matcher.load([...new Set(rows.map(({ claim }) => claim))])
      for (const { claim, sourceKey, own: values } of rows) {
        const customer = matcher.find(claim)
        if (!customer || customer === 'several') continue
        const key = keyWithin({ customerId: customer.id, sourceKey })
        said.events.add(key, 1)
        said.fields.fill(key, [{ own: values }])
      }
    },
  }
}

const keyWithin = ({ customerId, sourceKey }: Pick<Placed, 'customerId' | 'sourceKey'>) => customerId + sourceKey

async function writeEvents(desk: Desk, own: OwnFields, said: Said, events: Placed[]) {
  const stored = await storedEvents(desk, events)
  const filled = own.read.length > 0 ? filledIn(events, said) : []
  const inFields = await ownChanges(desk, own, rowsOf(filled, stored))
  const fresh: Stored[] = []
  /** Whose own fields were weighed already. */
  const noted = new Set<string>()
  const changes: { customerId: string; id: string; change: Change; after: Stored }[] = []
  for (const event of events.sort((a, b) => (a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : 0))) {
    const key = keyWithin(event)
    const before = stored.get(key)
    // Events are told apart by a digest of their key: one that seems said before and is not there is another one.
    const again = said.events.of(key) > 0 && (before !== undefined || desk.dry)
    said.events.add(key, 1)
    if (again) {
      const change = before && !noted.has(before.id) && inFields.get(before.id)
      if (change) desk.changed(event.customerId, 'interaction', before.id, change)
      desk.count('interaction', change ? 'updated' : 'unchanged')
      if (before) noted.add(before.id)
      continue
    }
    if (!before) {
      const row = { ...event, id: desk.newId() }
      stored.set(key, row)
      fresh.push(row)
      continue
    }
    noted.add(before.id)
    const change: Change = { ...inFields.get(before.id) }
    for (const [field, column] of Object.entries(compared) as [keyof typeof compared, string][])
      if (before[field] !== event[field] && event[field] !== null) change[column] = [before[field], event[field]]
    const differs = Object.keys(change).length > 0
    desk.count('interaction', differs ? 'updated' : 'unchanged')
    if (!differs) continue
    desk.changed(event.customerId, 'interaction', before.id, change)
    changes.push({ customerId: event.customerId, id: before.id, change, after: { ...before, ...event, userId: event.userId ?? before.userId } })
  }
  desk.count('interaction', 'created', fresh.length)
  for (const { customerId, id } of fresh) desk.created(customerId, 'interaction', id)
  const at = desk.now.toISOString()
  await desk.copy(
    'interactions (customer_id, id, channel, direction, occurred_at, recorded_at, recorded_by, user_id, conversation_id, subject, body, asked, source_key)',
    fresh.map((each) => [
      each.customerId,
      each.id,
      each.channel,
      each.direction,
      each.occurredAt,
      at,
      desk.actor.id,
      each.userId,
      each.id,
      each.subject,
      each.body,
      each.asked,
      each.sourceKey,
    ]),
  )
  if (own.read.length > 0) await fill(desk, own, { rows: rowsOf(filled, stored), fresh, inFields })
  if (desk.dry || changes.length === 0) return
  const rows = changes.map(({ after }) => ({
    customer_id: after.customerId,
    id: after.id,
    occurred_at: after.occurredAt,
    channel: after.channel,
    direction: after.direction,
    subject: after.subject,
    body: after.body,
    asked: after.asked,
    user_id: after.userId,
  }))
  await sql`
    update interactions t set occurred_at = c.occurred_at, channel = c.channel, direction = c.direction, subject = c.subject, body = c.body, asked = c.asked, user_id = c.user_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (customer_id uuid, id uuid, occurred_at timestamptz, channel text, direction text, subject text, body text, asked text, user_id uuid)
    where t.customer_id = c.customer_id and t.id = c.id`.execute(desk.db)
}

type Filled = { customerId: string; key: string; values: OwnValues }

/** What the rows fill, event by event. */
function filledIn(events: readonly Placed[], said: Said): Filled[] {
  const rows = Map.groupBy(events, keyWithin)
  return [...rows].map(([key, about]) => ({ customerId: about[0]!.customerId, key, values: said.fields.fill(key, about) }))
}

/** The same of the events that have an id by now. */
const rowsOf = (filled: readonly Filled[], known: ReadonlyMap<string, Stored>): OwnRow[] =>
  filled.flatMap(({ customerId, key, values }) => (known.has(key) ? [{ customerId, id: known.get(key)!.id, values }] : []))

type Written = { rows: readonly OwnRow[]; fresh: readonly Stored[]; inFields: ReadonlyMap<string, Change> }

async function fill(desk: Desk, own: OwnFields, { rows, fresh, inFields }: Written) {
  const opened = new Set(fresh.map(({ id }) => id))
  await writeOwn(
    desk,
    own,
    rows.map((row) => (opened.has(row.id) ? firstOwn(desk, own, row) : { ...row, values: valuesAfter(inFields.get(row.id) ?? {}) })),
  )
}

async function storedEvents({ db }: Desk, events: Placed[]): Promise<Map<string, Stored>> {
  const { rows } = await sql<Stored>`
    select i.customer_id, i.id, i.source_key, i.occurred_at, i.channel, i.direction, i.subject, i.body, i.asked, i.user_id
    from unnest(${events.map(({ customerId }) => customerId)}::uuid[], ${events.map(({ sourceKey }) => sourceKey)}::text[]) as asked (customer_id, key)
      join interactions i on i.customer_id = asked.customer_id and i.source_key = asked.key`.execute(db)
  return new Map(rows.map((row) => [row.customerId + row.sourceKey, row]))
}
