/** Customers, contacts, products, interactions and cards; what may come in, and from whom. */
import { expect, test } from 'vitest'
import { newCustomer } from '../customers/testing.ts'
import { batchOf } from './importing.ts'
import { busyKesherForFile, digest, handOver, imported, settled, tried, undone } from './testing.ts'

const kesher = busyKesherForFile()

const windows1255 = (text: string) =>
  Buffer.from([...text].map((letter) => (letter >= 'א' && letter <= 'ת' ? letter.charCodeAt(0) - 0x5d0 + 0xe0 : letter.charCodeAt(0))))
const people =
  'מספר לקוח;שם לקוח;ח.פ.;טלפון;דוא"ל;עיר;יתרה;תגיות\n7001;מכולת השכונה;;03-6123456;dana@shop.example;חיפה;1.234,50;זהב, צפון\n7002;אורן ובניו;;052-1234567;;תל אביב;0;\n'

test.each([
  ['UTF-8', Buffer.from(people)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${people}`)],
  ['UTF-16 little-endian', Buffer.from(`\ufeff${people}`, 'utf16le')],
  ['UTF-16 big-endian without a mark', Buffer.from(people, 'utf16le').swap16()],
  ['windows-1255', windows1255(people)],
])('a Hebrew customer list in %s is read alike', async (_, text) => {
  const boss = await kesher.administrator()
  const { inspection } = await handOver(boss, { text })
  expect(inspection.mapping).toMatchObject({
    delimiter: ';',
    header: true,
    decimal: ',',
    columns: { ref: 0, name: 1, taxId: 2, phone: 3, email: 4, city: 5, balance: 6, tags: 7 },
  })
  expect(inspection.preview[0]!.slice(0, 2)).toEqual(['7001', 'מכולת השכונה'])
})

test('customers are opened with their points, found again, brought up to date, and given back', async () => {
  const boss = await kesher.administrator()
  const first = await imported(boss, { text: people })
  expect(first.result!.entities).toEqual({ customer: { created: 2, updated: 0, unchanged: 0 }, point: { created: 3, updated: 0, unchanged: 0 } })
  const { items } = await boss.call('GET /customers', { query: { search: 'מכולת' } })
  expect(items[0]).toMatchObject({ phone: '+97236123456', email: 'dana@shop.example', city: 'חיפה', balanceMinor: 123450, tags: ['זהב', 'צפון'] })

  const before = await digest(kesher.house.db)
  expect((await imported(boss, { text: people })).result!.entities).toEqual({
    customer: { created: 0, updated: 0, unchanged: 2 },
    point: { created: 0, updated: 0, unchanged: 3 },
  })
  expect(await digest(kesher.house.db)).toBe(before)

  const moved = await imported(boss, { text: people.replace('חיפה', 'עכו').replace('זהב, צפון', 'כסף') })
  expect(moved.result!.entities.customer).toEqual({ created: 0, updated: 1, unchanged: 1 })
  const id = items[0]!.id
  expect(await boss.call('GET /customers/:id/file', { params: { id } })).toMatchObject({ customer: { city: 'עכו', tags: ['כסף'] } })
  expect((await undone(boss, moved.id)).undone).toEqual({ removed: 0, restored: 1, kept: {} })
  expect(await digest(kesher.house.db)).toBe(before)
})

test('the apostrophe with which a spreadsheet is kept from running a text is no part of it', async () => {
  const boss = await kesher.administrator()
  const { result } = await imported(boss, { text: "name,ref,phone,city\n'=Cmd Ltd,G-77,'+972521234555,'Ali\n", kind: 'customers' })
  expect(result).toMatchObject({ refused: 0, entities: { customer: { created: 1 } } })
  const { items } = await boss.call('GET /customers', { query: { search: 'Cmd' } })
  expect(items[0]).toMatchObject({ name: '=Cmd Ltd', phone: '+972521234555', city: "'Ali" })
})

test('a value somebody changed since is kept by the undo, the others go back', async () => {
  const boss = await kesher.administrator()
  await imported(boss, { text: 'ref,name,city\n7101,Alon,Acre\n' })
  const second = await imported(boss, { text: 'ref,name,city\n7101,Alon Ltd,Haifa\n' })
  const [row] = (await boss.call('GET /customers', { query: { search: '7101' } })).items
  await boss.call('PATCH /customers/:id', { params: { id: row!.id }, body: { city: 'Eilat' } })
  expect((await undone(boss, second.id)).undone).toEqual({ removed: 0, restored: 0, kept: { customer: 1 } })
  expect((await boss.call('GET /customers', { query: { search: '7101' } })).items[0]).toMatchObject({ name: 'Alon', city: 'Eilat' })
})

test('a customer is known by tax id, e-mail or phone, but not across different references', async () => {
  const boss = await kesher.administrator()
  await imported(boss, { text: 'name,phone,email\nRina,052-7654321,rina@home.example\n', kind: 'customers' })
  const text = 'ref,name,phone,email\n7201,Rina Levi,0527654321,\n7202,Her Son,,rina@home.example\n'
  expect((await imported(boss, { text, kind: 'customers' })).result!.entities.customer).toEqual({ created: 1, updated: 1, unchanged: 0 })
  expect((await imported(boss, { text, kind: 'customers' })).result!.entities.customer).toEqual({ created: 0, updated: 0, unchanged: 2 })
})

test('bad rows are refused with their reason and the rest goes on', async () => {
  const boss = await kesher.administrator()
  const rows = [
    '7301,Good,,2020-01-01,',
    `7302,${'x'.repeat(150_000)},,,`,
    '7303,Year,,20226-01-01,',
    '7304,Nul\0,,,',
    '7305,Phone,12,,',
    '7306,"Quote"d,,,',
    '7307,Mail,,,not a mail',
    ',,,,',
    '7308,Also good,,,',
  ]
  const { result } = await imported(boss, { text: `ref,name,phone,customer since,email\n${rows.join('\n')}\n`, kind: 'customers' })
  expect(result).toMatchObject({ rows: 9, refused: 7, entities: { customer: { created: 2 } } })
  expect(result!.refusals.map(({ reason, field, examples }) => [examples[0]!.row, reason, field])).toEqual(
    expect.arrayContaining([
      [3, 'cell-too-long', ''],
      [4, 'not-a-date', 'customerSince'],
      [5, 'zero-characters', ''],
      [6, 'not-a-phone', 'phone'],
      [7, 'stray-quote', ''],
      [8, 'not-an-email', 'email'],
      [9, 'required', 'name'],
    ]),
  )
})

test.each([
  ['a zip renamed .csv', Buffer.from('504b0304140000000800', 'hex'), 'archive'],
  ['binary', Buffer.from(Array.from({ length: 4000 }, (_, n) => (n * 7919) % 29)), 'binary'],
  ['nothing', Buffer.from(''), 'empty'],
  ['a header alone', Buffer.from('name,phone,email\n'), 'no-rows'],
])('%s is refused at once with a clear problem', async (_, bytes, reason) => {
  const boss = await kesher.administrator()
  const { problem } = await boss.ask('POST /imports', { query: { name: 'x.csv' }, body: bytes as never })
  expect(problem).toMatchObject({ code: 'unreadable-file', facts: { reason } })
})

test('a cell of ten million characters, direction overrides and a wrongly chosen encoding cost no more than their own', async () => {
  const boss = await kesher.administrator()
  const text = `ref,name,city\n7351,Before,Acre\n7352,"${'מ'.repeat(10_000_000)}",Acre\n7353,${'y'.repeat(10_000_000)},Acre\n7354,\u202eAf\u2066ter\u202c,\u202dHai\u0007fa\n`
  const { result } = await imported(boss, { text, kind: 'customers' })
  expect(result).toMatchObject({ rows: 4, refused: 2, entities: { customer: { created: 2 } } })
  expect(result!.refusals).toEqual([
    expect.objectContaining({ reason: 'cell-too-long', examples: [expect.objectContaining({ row: 3 }), expect.objectContaining({ row: 4 })] }),
  ])
  expect((await boss.call('GET /customers', { query: { search: '7354' } })).items[0]).toMatchObject({ name: 'After', city: 'Haifa' })

  const hebrew = await imported(boss, { text: windows1255('ref,name\n7361,Plain\n7362,משה\n'), kind: 'customers', mapping: { encoding: 'utf-8' } })
  expect(hebrew.result).toMatchObject({
    refused: 1,
    entities: { customer: { created: 1 } },
    refusals: [{ reason: 'unreadable-text', rows: 1, examples: [{ row: 3 }] }],
  })
})

test('a quote that never closes fails before anything is written, naming its row', async () => {
  const boss = await kesher.administrator()
  const done = await imported(boss, { text: 'ref,name\n7401,Fine\n7402,"Open\n7403,Swallowed\n', kind: 'customers' })
  expect(done).toMatchObject({ state: 'failed', problem: { code: 'unreadable-file', facts: { reason: 'unclosed-quote', row: 3 } } })
  expect((await boss.call('GET /customers', { query: { search: '7401' } })).items).toEqual([])
})

test('an uploaded name is never a path, and the same id twice is one import', async () => {
  const boss = await kesher.administrator()
  const id = '0199aaaa-0000-7000-8000-000000000001'
  const first = await boss.call('POST /imports', { query: { id, name: '../../../x.csv', kind: 'customers' }, body: Buffer.from('ref,name\n1,A\n') as never })
  expect(first.name).toBe('../../../x.csv')
  const again = await boss.call('POST /imports', { query: { id, name: 'other.csv' }, body: Buffer.from('ref,name\n1,B\n') as never })
  expect(again).toEqual(first)
  expect(await boss.call('DELETE /imports/:id', { params: { id } })).toEqual({ done: true })
})

test('contacts join the organisation they name, and cards of people alone become customers', async () => {
  const boss = await kesher.administrator()
  const contacts =
    'company,contact name,job title,phone,email\nBeta Ltd,Dan Oz,Buyer,03-5551234,dan@beta.example\nBeta Ltd,Gil Paz,CEO,,gil@beta.example\n,Nobody Ltd,,,\n'
  expect((await imported(boss, { text: contacts, kind: 'contacts' })).result).toMatchObject({
    refused: 1,
    entities: { customer: { created: 1 }, contact: { created: 2 }, point: { created: 3 } },
  })
  const cards =
    'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Tim Howes\r\nORG:Beta Ltd\r\nTEL;TYPE=CELL:052-111\r\n 2222\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D7=9B=D7=94=D7=9F;=D7=93=D7=\r\n=A0=D7=94\r\nTEL;CELL:0521112223\r\nTEL;WORK;FAX:035551111\r\nEND:VCARD\r\n'
  const done = await imported(boss, { text: cards, name: 'people.vcf' })
  expect(done).toMatchObject({
    kind: 'contacts',
    result: { rows: 2, refused: 0, entities: { customer: { created: 1 }, contact: { created: 1 }, point: { created: 3 } } },
  })
  const [dana] = (await boss.call('GET /customers', { query: { search: 'דנה כהן' } })).items
  expect(dana).toMatchObject({ kind: 'person', phone: '+972521112223' })
  expect((await imported(boss, { text: cards, name: 'people.vcf' })).result!.entities).toMatchObject({
    contact: { created: 0, updated: 0, unchanged: 1 },
    point: { created: 0 },
  })
})

test('a damaged address book keeps its people: a card that never ends, one within another, what no one can dial, a picture of a million letters', async () => {
  const boss = await kesher.administrator()
  const cards = [
    'BEGIN:VCARD',
    'FN:Ada Open',
    'ORG:Gamma Ltd',
    'TEL:12',
    'BEGIN:VCARD',
    'FN:Ben Boss',
    'ORG:Gamma Ltd',
    'AGENT:',
    'BEGIN:VCARD',
    'FN:His Agent',
    'END:VCARD',
    'EMAIL:ben@gamma.example',
    'ADR;TYPE=WORK:;;9 Rue Verte\\, Bat. 2;Lyon;;69001;France',
    'TEL:04 72 00 00 00',
    ...Array.from({ length: 15_000 }, (_, n) => (n === 0 ? 'PHOTO;ENCODING=BASE64:AAAA' : ` ${'A'.repeat(70)}`)),
    'END:VCARD',
    'nonsense',
    'BEGIN:VCARD',
    'FN:Cut Sho',
  ]
  const { result } = await imported(boss, { text: cards.join('\r\n'), name: 'damaged.vcf' })
  expect(result).toMatchObject({ rows: 3, refused: 0, entities: { customer: { created: 2 }, contact: { created: 2 }, point: { created: 3 } } })
  const [gamma] = (await boss.call('GET /customers', { query: { search: 'Gamma' } })).items
  const file = await boss.call('GET /customers/:id/file', { params: { id: gamma!.id } })
  expect(file.contacts.map(({ name, note }) => [name, note])).toEqual(
    expect.arrayContaining([
      ['Ada Open', '12'],
      ['Ben Boss', ''],
    ]),
  )
  expect(file.points.map(({ value }) => value)).toEqual(
    expect.arrayContaining(['ben@gamma.example', '+33472000000', '9 Rue Verte, Bat. 2, Lyon, 69001, France']),
  )
})

test('products are catalogued; what the file leaves empty stays', async () => {
  const boss = await kesher.administrator()
  const text = 'sku,name,category,price\nP1,Lamp,Light,12.30\nP2,Chair,,\n'
  expect((await imported(boss, { text })).result!.entities).toEqual({ product: { created: 2, updated: 0, unchanged: 0 } })
  const second = await imported(boss, { text: 'sku,name,category,price\nP1,Lamp,,13\nP2,Chair,,\n' })
  expect(second.result!.entities).toEqual({ product: { created: 0, updated: 1, unchanged: 1 } })
  expect((await boss.call('GET /products', { query: { search: 'P1' } })).items[0]).toMatchObject({ category: 'Light', unitPriceMinor: 1300 })
  await undone(boss, second.id)
  expect((await boss.call('GET /products', { query: { search: 'P1' } })).items[0]).toMatchObject({ unitPriceMinor: 1230 })
})

test('of several rows about one event the first counts, however far apart they are and wherever the import was stopped, and the file again changes nothing', async () => {
  const boss = await kesher.administrator()
  const { id: customerId } = await newCustomer(boss, { name: 'Said Twice', ref: 'ST1' })
  const row = (key: string, body: string) => `ST1,2026-03-01 10:00,phone,${body},${key}`
  const between = Array.from({ length: batchOf }, () => 'nobody,2026-03-01 10:00,phone,Lost,n')
  const rows = [row('k1', 'First'), row('k1', 'Second'), row('k2', 'Near'), ...between, row('k2', 'Far'), row('k1', 'Third')]
  const file = { text: ['customer id,date,channel,text,source key', ...rows].join('\n'), kind: 'interactions' as const }
  const { forecast } = await tried(boss, file)
  const { id, kind, mapping } = await handOver(boss, file)
  const params = { id }
  await boss.call('POST /imports/:id/run', { params, body: { kind, mapping } })
  await boss.call('DELETE /imports/:id/run', { params })
  expect(await settled(boss, id)).toMatchObject({ state: 'cancelled', rows: batchOf })
  await boss.call('POST /imports/:id/run', { params, body: {} })
  const { result } = await settled(boss, id)
  expect(result!.entities).toEqual({ interaction: { created: 2, updated: 0, unchanged: 3 } })
  expect(forecast!.entities).toEqual(result!.entities)
  const said = async () => {
    const { items } = await boss.call('GET /customers/:id/timeline', { params: { id: customerId }, query: { kind: 'interaction' } })
    return items.map((item) => item.kind === 'interaction' && item.preview).sort()
  }
  expect(await said()).toEqual(['First', 'Near'])
  const before = await digest(kesher.house.db)
  expect((await imported(boss, file)).result!.entities).toEqual({ interaction: { created: 0, updated: 0, unchanged: 5 } })
  expect(await digest(kesher.house.db)).toBe(before)
})

test('interactions go into files that are there, once', async () => {
  const boss = await kesher.administrator()
  await imported(boss, { text: 'ref,name\n7501,Gan\n' })
  const text =
    'customer id,date,channel,direction,subject,body\n7501,01/03/2026 09:30,שיחה,נכנסת,Late delivery,"Where is it?\nAnswer today"\n7501,02/03/2026 10:00,email,out,Answer,On its way\n9999999,02/03/2026,email,in,Lost,?\n'
  const done = await imported(boss, { text, kind: 'interactions' })
  expect(done.result).toMatchObject({ refused: 1, entities: { interaction: { created: 2 } }, refusals: [{ reason: 'unknown-customer', rows: 1 }] })
  expect((await imported(boss, { text, kind: 'interactions' })).result!.entities).toEqual({ interaction: { created: 0, updated: 0, unchanged: 2 } })
  const [gan] = (await boss.call('GET /customers', { query: { search: '7501' } })).items
  const file = await boss.call('GET /customers/:id/file', { params: { id: gan!.id } })
  expect([file.facts.lastInAt, file.facts.lastOutAt].map((at) => new Date(at!).toISOString())).toEqual(['2026-03-01T07:30:00.000Z', '2026-03-02T08:00:00.000Z'])
})

test('only administrators and managers import; a manager into own teams, finding only own files', async () => {
  const boss = await kesher.administrator()
  const team = await boss.call('POST /teams', { body: { name: 'North' } })
  const rep = await kesher.member('rep', [team.id])
  const manager = await kesher.member('manager', [team.id])
  expect((await rep.ask('POST /imports', { query: { name: 'x.csv' }, body: Buffer.from('a') as never })).problem.code).toBe('not-allowed')
  await imported(boss, { text: 'ref,name\n7601,Hidden\n' })
  const done = await imported(manager, { text: 'ref,name\n7601,Mine\n' })
  expect(done.result!.entities.customer).toEqual({ created: 1, updated: 0, unchanged: 0 })
  expect((await manager.call('GET /customers', { query: { search: '7601' } })).items).toMatchObject([{ name: 'Mine', teamName: 'North' }])
  expect(
    (
      await manager.ask('GET /imports/:id', {
        params: { id: (await boss.call('GET /imports', {})).items.find(({ createdBy }) => createdBy?.name === 'Noa Barak')!.id },
      })
    ).status,
  ).toBe(404)
})

test('a dry run changes nothing and a stopped import can go on', async () => {
  const boss = await kesher.administrator()
  const text = `sku,name\n${Array.from({ length: 21_000 }, (_, n) => `S${n},Thing`).join('\n')}\n`
  const before = await digest(kesher.house.db)
  expect((await tried(boss, { text, kind: 'products' })).forecast!.entities.product).toEqual({ created: 21_000, updated: 0, unchanged: 0 })
  expect(await digest(kesher.house.db)).toBe(before)
  const { id, kind, mapping } = await handOver(boss, { text, kind: 'products' })
  await boss.call('POST /imports/:id/run', { params: { id }, body: { kind, mapping } })
  await boss.call('DELETE /imports/:id/run', { params: { id } })
  const stopped = await settled(boss, id)
  expect(stopped.state).toBe('cancelled')
  expect(stopped.rows).toBeLessThan(21_000)
  await boss.call('POST /imports/:id/run', { params: { id }, body: {} })
  expect(await settled(boss, id)).toMatchObject({ state: 'imported', result: { rows: 21_000, refused: 0, entities: { product: { created: 21_000 } } } })
})
