/** Fields of a company's own in files of orders, events and contacts: taken, refused, found again, and taken back. */
import { beforeAll, expect, test } from 'vitest'
import type { CustomValue } from '../../contract/custom-fields.ts'
import type { Browser } from '../../testing/kesher.ts'
import { newField } from '../custom-fields/testing.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { actorFor } from '../people/index.ts'
import { exportOrders } from './export-orders.ts'
import { batchOf } from './importing.ts'
import { busyKesherForFile, digest, handOver, imported, settled, tried, undone } from './testing.ts'

const now = new Date('2026-11-22T08:00:00Z')
const kesher = busyKesherForFile({ now: () => now })
let boss: Browser
beforeAll(async () => {
  boss = await kesher.administrator()
  const choices = [
    { key: 'truck', he: 'משאית', en: 'Truck' },
    { key: 'bike', he: 'אופניים', en: 'Bicycle' },
  ]
  await newField(boss, { subject: 'order', key: 'carrier', type: 'choice', label: { he: 'מוביל', en: 'Carrier' }, choices, fallback: 'truck' })
  await newField(boss, { subject: 'order', key: 'freight', type: 'money', label: { he: 'דמי הובלה', en: 'Freight' } })
  await newField(boss, { subject: 'order', key: 'dock', type: 'number', label: { he: 'רציף', en: 'Dock' }, limits: { max: 40 } })
  await newField(boss, { subject: 'order', key: 'packer', type: 'person', label: { he: 'אריזה', en: 'Packed by' } })
  await newField(boss, { subject: 'order', key: 'haggled', label: { he: 'משא ומתן', en: 'Haggled' }, hiddenFrom: ['manager'] })
  await newField(boss, { subject: 'interaction', key: 'mood', type: 'choice', label: { he: 'מצב רוח', en: 'Mood' }, choices: moods, fallback: 'calm' })
  await newField(boss, { subject: 'interaction', key: 'minutes', type: 'number', label: { he: 'משך בדקות', en: 'Minutes' }, limits: { max: 600 } })
  await newField(boss, { subject: 'interaction', key: 'rival', label: { he: 'מתחרה', en: 'Competitor named' }, hiddenFrom: ['manager'] })
  await newField(boss, { subject: 'contact', key: 'floor', type: 'number', label: { he: 'קומה', en: 'Floor' }, limits: { max: 90 } })
  await newField(boss, { subject: 'contact', key: 'access', type: 'choices', label: { he: 'כניסה', en: 'Entrance' }, choices: gates, fallback: ['north'] })
  await newField(boss, { subject: 'contact', key: 'birthday', type: 'date', label: { he: 'יום הולדת', en: 'Birthday' }, hiddenFrom: ['manager'] })
})
const gates = [
  { key: 'north', he: 'צפון', en: 'North' },
  { key: 'south', he: 'דרום', en: 'South' },
]
const moods = [
  { key: 'calm', he: 'רגוע', en: 'Calm' },
  { key: 'angry', he: 'כועס', en: 'Angry' },
]

const columns = 'order number,sku,description,quantity,date,unit price,customer id'
const line = (number: string, own = '', { date = '2026-02-01', customer = 'K1' } = {}) => `${number},A1,Lamp,1,${date},10,${customer}${own && `,${own}`}`
const orders = (own: string, ...lines: string[]) => ({ text: [columns + own, ...lines].join('\n'), kind: 'orders' as const })

async function order(number: string, browser = boss) {
  const found = (await browser.call('GET /orders', { query: { search: number } })).items.find((each) => each.number === number)!
  return browser.call('GET /customers/:id/orders/:partId', { params: { id: found.customer.id, partId: found.id } })
}
const ofOrder = async (number: string): Promise<Record<string, CustomValue>> => (await order(number)).custom
const fill = async (number: string, custom: Record<string, CustomValue | null>) => {
  const { id, customer } = await order(number)
  await boss.call('PATCH /customers/:id/orders/:partId', { params: { id: customer.id, partId: id }, body: { custom } })
}

test('columns are known by the labels and keys of the fields of orders, and of several lines the first that says something counts', async () => {
  const file = orders(
    ',מוביל,Freight,dock,Packed by',
    line('P1', ',,,'),
    line('P1', 'אופניים,,7,'),
    line('P1', 'Truck,"1,250.50",8,noa barak'),
    line('P2', ',,,'),
  )
  const { forecast } = await tried(boss, file)
  const { result } = await imported(boss, file)
  expect(result).toMatchObject({ refused: 0, entities: { order: { created: 2 }, orderLine: { created: 4 } } })
  expect(forecast).toEqual(result)
  const { id } = (await boss.call('GET /session')).user
  expect(await ofOrder('P1')).toEqual({ carrier: 'bike', freight: 125_050, dock: 7, packer: id })
  expect(await ofOrder('P2')).toEqual({ carrier: 'truck' })
})

test('a line whose value does not fit is refused with its field and its reason', async () => {
  const file = orders(',Carrier,Dock,Packed by', line('R1', 'camel,,'), line('R2', ',41,'), line('R3', ',north,'), line('R4', ',,Nobody'), line('R5', ',1,'))
  const { forecast } = await tried(boss, file)
  expect(forecast).toMatchObject({ refused: 4, entities: { order: { created: 1 } } })
  expect(forecast!.refusals.map(({ field, reason }) => [field, reason]).sort()).toEqual([
    ['custom.carrier', 'unknown'],
    ['custom.dock', 'not-a-number'],
    ['custom.dock', 'too-large'],
    ['custom.packer', 'unknown'],
  ])
})

test('refused rows come back with what the field is called in the language of whoever asks', async () => {
  const { id } = await imported(boss, orders(',Carrier,דמי הובלה', line('R6', 'camel,'), line('R7', ',dear')))
  const { text } = await boss.ask('GET /imports/:id/refused', { params: { id } })
  const reasons = text
    .trimEnd()
    .split('\r\n')
    .map((row: string) => row.split(',').at(-1))
  expect(reasons).toEqual(['Reason', 'Carrier: unknown value', 'Freight: not a number'])
})

test('the same file again changes nothing; a corrected one changes what was corrected, and the undo gives it back', async () => {
  const file = orders(',Carrier,Dock,Freight', line('S1', 'bike,3,'), line('S1', ',,5'), line('S2', ',,'))
  await imported(boss, file)
  const before = await digest(kesher.house.db)
  expect((await imported(boss, file)).result!.entities).toMatchObject({ order: { created: 0, updated: 0, unchanged: 2 } })
  expect(await digest(kesher.house.db)).toBe(before)

  const corrected = orders(',Carrier,Dock,Freight', line('S1', 'truck,3,'), line('S1', ',,5'), line('S2', ',9,'))
  const { forecast } = await tried(boss, corrected)
  const { id, result } = await imported(boss, corrected)
  expect(result!.entities).toMatchObject({ order: { updated: 2, unchanged: 0 }, orderLine: { updated: 0, unchanged: 3 } })
  expect(forecast).toEqual(result)
  expect([await ofOrder('S1'), await ofOrder('S2')]).toEqual([
    { carrier: 'truck', dock: 3, freight: 500 },
    { carrier: 'truck', dock: 9 },
  ])
  expect((await undone(boss, id)).undone).toEqual({ removed: 0, restored: 2, kept: {} })
  expect(await digest(kesher.house.db)).toBe(before)
})

test('an undo leaves what somebody filled since, and an order somebody changed', async () => {
  await imported(boss, orders(',Carrier,Dock', line('U1', 'bike,1'), line('U2', 'bike,1')))
  const { id } = await imported(boss, orders(',Carrier,Dock', line('U1', 'truck,2'), line('U2', 'truck,2'), line('U3', 'bike,4'), line('U4', 'bike,4')))
  await fill('U1', { dock: 30, carrier: null })
  await fill('U3', { dock: 31 })
  const { undone: report } = await undone(boss, id)
  expect(report!.kept).toEqual({ order: 2, orderLine: 1 })
  expect(await ofOrder('U1')).toEqual({ dock: 30 })
  expect(await ofOrder('U2')).toEqual({ carrier: 'bike', dock: 1 })
  expect(await ofOrder('U3')).toEqual({ carrier: 'bike', dock: 31 })
  expect((await boss.call('GET /orders', { query: { search: 'U4' } })).items).toEqual([])
})

test('the first line that says something counts however far apart the lines of an order are', async () => {
  const between = Array.from({ length: batchOf }, (_, n) => line(`F${n % 50}`, ',', { customer: 'K2' }))
  const file = orders(',Carrier,Dock', line('D1', ',5'), line('D2', ','), ...between, line('D1', 'bike,6'), line('D2', 'bike,'))
  const { id } = await imported(boss, file)
  expect([await ofOrder('D1'), await ofOrder('D2')]).toEqual([{ carrier: 'bike', dock: 5 }, { carrier: 'bike' }])
  const before = await digest(kesher.house.db)
  expect((await imported(boss, file)).result!.entities).toMatchObject({ order: { created: 0, updated: 0, unchanged: 52 } })
  expect(await digest(kesher.house.db)).toBe(before)
  await undone(boss, id)
  expect((await boss.call('GET /orders', { query: { search: 'D1' } })).items).toEqual([])
})

test('a field kept from whoever imports is no field, however their file names it', async () => {
  const manager = await kesher.member('manager', [(await newTeam(boss, 'Harbour')).id])
  const file = orders(',Haggled,Dock', line('H1', 'a lot,6', { customer: 'K9' }))
  expect((await handOver(manager, file)).mapping.columns).toMatchObject({ 'custom.dock': 8 })
  expect((await handOver(manager, file)).mapping.columns).not.toHaveProperty('custom.haggled')
  const { result } = await imported(manager, { ...file, mapping: { columns: { 'custom.haggled': 7 } } })
  expect(result).toMatchObject({ refused: 0, entities: { order: { created: 1 } } })
  expect(await ofOrder('H1')).toEqual({ dock: 6 })
})

test('what was exported of orders comes in again unchanged, in the language of whoever exports; what a spreadsheet would run is guarded', async () => {
  const { result } = await imported(
    boss,
    orders(',Carrier,Freight,Haggled', line('X1', 'bike,12.5,=HYPERLINK(1)', { customer: 'K5' }), line('X2', ',,', { customer: 'K5' })),
  )
  expect(result).toMatchObject({ refused: 0, entities: { order: { created: 2 } } })
  const exported = async (browser: Browser) => {
    const { db } = kesher.house
    const actor = (await actorFor(db, (await browser.call('GET /session')).user.id, now))!
    const { stream } = await exportOrders({ tx: db, actor, now })
    return (await Array.fromAsync(stream)).map(String).join('')
  }
  const text = await exported(boss)
  const [header, ...rows] = text.trimEnd().split('\r\n')
  expect(header).toMatch(/,currency,custom\.carrier,custom\.freight,custom\.dock,custom\.packer,custom\.haggled$/)
  const exportedAs = new Map(rows.map((row) => [row.split(',')[0], row.split(',').slice(-5)]))
  expect(exportedAs.get('X1')).toEqual(['Bicycle', '12.50', '', '', "'=HYPERLINK(1)"])
  expect(exportedAs.get('X2')).toEqual(['Truck', '', '', '', ''])
  const before = await digest(kesher.house.db)
  const again = (await imported(boss, { text, kind: 'orders', mapping: { currency: 'ILS' } })).result!
  expect(again).toMatchObject({ refused: 0, entities: { order: { created: 0, updated: 0 }, orderLine: { created: 0, updated: 0 } } })
  expect(again.entities.order!.unchanged).toBeGreaterThan(2)
  expect(await digest(kesher.house.db)).toBe(before)
  const manager = await kesher.member('manager', [(await newTeam(boss, 'Quay')).id])
  expect((await exported(manager)).split('\r\n')[0]).not.toContain('haggled')
})

const events = (own: string, ...rows: string[]) => ({
  text: [`customer id,date,channel,text,source key${own}`, ...rows].join('\n'),
  kind: 'interactions' as const,
})
const said = (key: string, own = '', { customer = 'E1', body = `Said ${key}` } = {}) => `${customer},2026-03-01 10:00,phone,${body},${key}${own && `,${own}`}`
const called = (ref: string) => newCustomer(boss, { name: `Caller ${ref}`, ref })

/** What stands in the fields of a customer's events, by what was said. */
async function ofEvents(id: string) {
  const { items } = await boss.call('GET /customers/:id/timeline', { params: { id }, query: { kind: 'interaction' } })
  return Object.fromEntries(items.flatMap((item) => (item.kind === 'interaction' ? [[item.preview, item.custom]] : [])))
}

test('an event is filled by its row, read as the types of its fields are; what does not fit is refused', async () => {
  const { id } = await called('E1')
  const file = events(',מצב רוח,Minutes', said('e1', 'כועס,12'), said('e2', ','), said('e3', 'glad,'), said('e4', ',601'), said('e5', ',long'))
  const { forecast } = await tried(boss, file)
  const { result } = await imported(boss, file)
  expect(result).toMatchObject({ refused: 3, entities: { interaction: { created: 2 } } })
  expect(forecast).toEqual(result)
  expect(result!.refusals.map(({ field, reason }) => [field, reason]).sort()).toEqual([
    ['custom.minutes', 'not-a-number'],
    ['custom.minutes', 'too-large'],
    ['custom.mood', 'unknown'],
  ])
  expect(await ofEvents(id)).toEqual({ 'Said e1': { mood: 'angry', minutes: 12 }, 'Said e2': { mood: 'calm' } })
})

test('the same file of events again changes nothing, rows without a key and rows said twice among them; an undo gives back what a corrected one changed', async () => {
  const { id } = await called('E2')
  const row = (key: string, own: string, body?: string) => said(key, own, { customer: 'E2', body: body ?? `Said ${key}` })
  const file = events(',Mood,Minutes', row('f1', 'angry,3'), row('', ',4', 'Keyless'), row('f2', ',5', 'Twice'), row('f2', 'angry,', 'Twice'))
  await imported(boss, file)
  expect(await ofEvents(id)).toEqual({
    'Said f1': { mood: 'angry', minutes: 3 },
    'Keyless': { mood: 'calm', minutes: 4 },
    'Twice': { mood: 'angry', minutes: 5 },
  })
  const before = await digest(kesher.house.db)
  expect((await imported(boss, file)).result!.entities).toEqual({ interaction: { created: 0, updated: 0, unchanged: 4 } })
  expect(await digest(kesher.house.db)).toBe(before)

  const corrected = events(',Mood,Minutes', row('f1', ',30'), row('', 'angry,40', 'Keyless'), row('f3', 'angry,1'))
  const { forecast } = await tried(boss, corrected)
  const done = await imported(boss, corrected)
  expect(done.result!.entities).toEqual({ interaction: { created: 1, updated: 2, unchanged: 0 } })
  expect(forecast).toEqual(done.result)
  expect(await ofEvents(id)).toMatchObject({ 'Said f1': { mood: 'angry', minutes: 30 }, 'Keyless': { mood: 'angry', minutes: 40 }, 'Said f3': { minutes: 1 } })
  expect((await undone(boss, done.id)).undone).toEqual({ removed: 1, restored: 2, kept: {} })
  expect(await digest(kesher.house.db)).toBe(before)
})

test('an undo leaves the fields of an event that a later import filled otherwise', async () => {
  const { id } = await called('E3')
  const filled = (minutes: string) => events(',Minutes', said('g1', minutes, { customer: 'E3' }))
  await imported(boss, filled('1'))
  const second = await imported(boss, filled('2'))
  await imported(boss, filled('3'))
  expect((await undone(boss, second.id)).undone!.kept).toEqual({ interaction: 1 })
  expect(await ofEvents(id)).toEqual({ 'Said g1': { minutes: 3 } })
})

test('a field of events kept from whoever imports is no field', async () => {
  const { id: teamId } = await newTeam(boss, 'Station')
  const manager = await kesher.member('manager', [teamId])
  const { id } = await newCustomer(boss, { name: 'Caller E4', ref: 'E4', teamId })
  const file = events(',Competitor named,Minutes', said('h1', 'Rival Ltd,6', { customer: 'E4' }))
  expect((await handOver(manager, file)).mapping.columns).not.toHaveProperty('custom.rival')
  const { result } = await imported(manager, { ...file, mapping: { columns: { 'custom.rival': 5 } } })
  expect(result).toMatchObject({ refused: 0, entities: { interaction: { created: 1 } } })
  expect(await ofEvents(id)).toEqual({ 'Said h1': { minutes: 6 } })
})

const people = (own: string, ...rows: string[]) => ({ text: [`customer name,contact name,job title${own}`, ...rows].join('\n'), kind: 'contacts' as const })

async function contactsOf(organisation: string) {
  const found = (await boss.call('GET /customers', { query: { search: organisation } })).items.find(({ name }) => name === organisation)!
  return (await boss.call('GET /customers/:id/file', { params: { id: found.id } })).contacts.map(({ id, name, custom }) => ({
    file: found.id,
    id,
    name,
    custom,
  }))
}
const ofPeople = async (organisation: string) => Object.fromEntries((await contactsOf(organisation)).map(({ name, custom }) => [name, custom]))

test('a contact is filled by the first row about them, read as the types of the fields are; what does not fit is refused', async () => {
  const file = people(
    ',קומה,Entrance,birthday',
    'Tower,Dana,Buyer,12,צפון; south,3/4/1980',
    'Tower,Dana,Buyer,13,,',
    'Tower,Ofer,Clerk,,,',
    'Tower,Gil,Clerk,99,,',
    'Tower,Tal,Clerk,,west,',
    'Tower,Shir,Clerk,,,soon',
  )
  const { forecast } = await tried(boss, file)
  const { result } = await imported(boss, file)
  expect(result).toMatchObject({ refused: 3, entities: { contact: { created: 2, unchanged: 1 } } })
  expect(forecast).toEqual(result)
  expect(result!.refusals.map(({ field, reason }) => [field, reason]).sort()).toEqual([
    ['custom.access', 'unknown'],
    ['custom.birthday', 'not-a-date'],
    ['custom.floor', 'too-large'],
  ])
  expect(await ofPeople('Tower')).toEqual({ Dana: { floor: 12, access: ['north', 'south'], birthday: '1980-04-03' }, Ofer: { access: ['north'] } })
})

test('the same file of contacts again changes nothing; an undo gives back what a corrected one changed, but for what somebody changed since', async () => {
  const file = people(',Floor,Entrance', 'Castle,Noa,Buyer,1,south', 'Castle,Omer,Clerk,2,', 'Castle,Paz,Clerk,3,')
  await imported(boss, file)
  const before = await digest(kesher.house.db)
  expect((await imported(boss, file)).result!.entities.contact).toEqual({ created: 0, updated: 0, unchanged: 3 })
  expect(await digest(kesher.house.db)).toBe(before)

  const corrected = people(',Floor,Entrance', 'Castle,Noa,Director,11,', 'Castle,Omer,,12,south', 'Castle,Roni,Clerk,14,north')
  const { forecast } = await tried(boss, corrected)
  const first = await imported(boss, corrected)
  expect(first.result!.entities.contact).toEqual({ created: 1, updated: 2, unchanged: 0 })
  expect(forecast).toEqual(first.result)
  expect((await undone(boss, first.id)).undone).toEqual({ removed: 1, restored: 2, kept: {} })
  expect(await digest(kesher.house.db)).toBe(before)

  const second = await imported(boss, corrected)
  for (const { file: id, id: partId, name } of await contactsOf('Castle'))
    if (name !== 'Omer') await boss.call('PATCH /customers/:id/contacts/:partId', { params: { id, partId }, body: { custom: { floor: 50 } } })
  expect((await undone(boss, second.id)).undone!.kept).toMatchObject({ contact: 2 })
  expect(await ofPeople('Castle')).toEqual({
    Noa: { floor: 50, access: ['south'] },
    Omer: { floor: 2, access: ['north'] },
    Paz: { floor: 50, access: ['north'] },
    Roni: { floor: 50, access: ['north'] },
  })
})

test('a field of contacts kept from whoever imports is no field', async () => {
  const manager = await kesher.member('manager', [(await newTeam(boss, 'Palace')).id])
  const file = people(',Birthday,Floor', 'Palace,Adi,Buyer,never,7')
  expect((await handOver(manager, file)).mapping.columns).not.toHaveProperty('custom.birthday')
  const { result } = await imported(manager, { ...file, mapping: { columns: { 'custom.birthday': 3 } } })
  expect(result).toMatchObject({ refused: 0, entities: { contact: { created: 1 } } })
  expect(await ofPeople('Palace')).toEqual({ Adi: { floor: 7 } })
})

test('of several rows about a contact the first counts also where the import was stopped between them', async () => {
  const refused = Array.from({ length: batchOf - 1 }, (_, n) => `Hall,Nobody ${n},,x`)
  const file = people(',Floor', 'Hall,Lior,Buyer,1', ...refused, 'Hall,Lior,Director,2')
  const { id, kind, mapping } = await handOver(boss, file)
  const params = { id }
  await boss.call('POST /imports/:id/run', { params, body: { kind, mapping } })
  await boss.call('DELETE /imports/:id/run', { params })
  expect(await settled(boss, id)).toMatchObject({ state: 'cancelled', rows: batchOf })
  await boss.call('POST /imports/:id/run', { params, body: {} })
  expect((await settled(boss, id)).result).toMatchObject({ rows: batchOf + 1, entities: { contact: { created: 1, updated: 0, unchanged: 1 } } })
  expect(await ofPeople('Hall')).toEqual({ Lior: { floor: 1 } })
})
