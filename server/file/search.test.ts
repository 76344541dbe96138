/** A customer is found however their name is written, and by whatever else is known of them. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newField } from '../custom-fields/testing.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { imported, undone, working } from '../exchange/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { newOrder, newProduct } from '../orders/testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
let rep: Browser
let elsewhere: Browser
let repId: string
let teamId: string
beforeAll(async () => {
  boss = await kesher.administrator()
  const [mine, other] = [await newTeam(boss, 'North'), await newTeam(boss, 'South')]
  teamId = mine.id
  rep = await kesher.member('rep', [mine.id])
  repId = (await rep.call('GET /session')).user.id
  elsewhere = await kesher.member('rep', [other.id])
  for (const [name, otherName = ''] of people) await newCustomer(rep, { kind: 'person', name, otherName })
})

const people: [string, string?][] = [
  ['יצחק כהן'],
  ['דליה לוי'],
  ['יעקב ברגר'],
  ['מרדכי אשכנזי'],
  ['סלים אבו עביד'],
  ['ג׳ורג׳ חדאד'],
  ['אביגיל בן דוד'],
  ['נחום בנשושן'],
  ['שרה רוזנפלד'],
  ['Jonathan Whitfield'],
  ['Goldwasser Trading Ltd'],
  ['אלקטרה מיזוג בע״מ'],
  ['מכון השקמה'],
  ['ש. פ. מערכות'],
  ['Katz & Sons'],
  ['רון באוזר'],
  ['נמרוד דקר'],
  ['יולנדה קניגסלב'],
  ['Aryeh Netanyahu'],
  ['שאול נתניהו'],
]

const hits = (q: string, browser = rep) => browser.call('GET /search', { query: { q } })
const namesBy = async (q: string, browser = rep) => (await hits(q, browser)).map(({ name }) => name)
const listed = async (search: string, browser = rep) => (await browser.call('GET /customers', { query: { search } })).items.map(({ name }) => name)

describe('in whichever way a name is typed', () => {
  test.each([
    ['kohen', 'יצחק כהן'],
    ['cohen', 'יצחק כהן'],
    ['Cohn', 'יצחק כהן'],
    ['כהן', 'יצחק כהן'],
    ['כהנ', 'יצחק כהן'],
    ['הכהן', 'יצחק כהן'],
    ['לכהן', 'יצחק כהן'],
    ['כֹּהֵן', 'יצחק כהן'],
    ['fvi', 'יצחק כהן'],
    ['יעקב', 'יעקב ברגר'],
    ['Yaakov', 'יעקב ברגר'],
    ['Jacob', 'יעקב ברגר'],
    ['מוטי', 'מרדכי אשכנזי'],
    ['Moti', 'מרדכי אשכנזי'],
    ['אבו עביד', 'סלים אבו עביד'],
    ['אבועביד', 'סלים אבו עביד'],
    ['abu obeid', 'סלים אבו עביד'],
    ["ג'ורג'", 'ג׳ורג׳ חדאד'],
    ['ג׳ורג׳', 'ג׳ורג׳ חדאד'],
    ['ג’ורג’', 'ג׳ורג׳ חדאד'],
    ['גורג', 'ג׳ורג׳ חדאד'],
    ['בן־דוד', 'אביגיל בן דוד'],
    ['בנדוד', 'אביגיל בן דוד'],
    ['בן שושן', 'נחום בנשושן'],
    ['רוזנפלד שרה', 'שרה רוזנפלד'],
    ['רוזמפלד', 'שרה רוזנפלד'],
    ['רוזנלפד', 'שרה רוזנפלד'],
    ['Rosenfeld', 'שרה רוזנפלד'],
    ['Whitfeild', 'Jonathan Whitfield'],
    ['Whitfield Jon', 'Jonathan Whitfield'],
    ['Goldwasser Trading Inc.', 'Goldwasser Trading Ltd'],
    ['אלקטרה מיזוג', 'אלקטרה מיזוג בע״מ'],
    ['אלקטרה מיזוג בע"מ', 'אלקטרה מיזוג בע״מ'],
    ['שקמה', 'מכון השקמה'],
    ['בשקמה', 'מכון השקמה'],
    ['vfvi', 'יצחק כהן'],
    ["גב' כהן", 'יצחק כהן'],
    ['Mrs. Cohen', 'יצחק כהן'],
    ['ש.פ. מערכות', 'ש. פ. מערכות'],
    ['שפ מערכות', 'ש. פ. מערכות'],
    ['Katz and Sons', 'Katz & Sons'],
    ['y cohen', 'יצחק כהן'],
    ['Levi D.', 'דליה לוי'],
    ['ג׳ ויטפילד', 'Jonathan Whitfield'],
    // On the other keyboard a geresh and the beginnings of two names.
    ['bowser', 'רון באוזר'],
    // Of a long name a consonant that is not heard says little.
    ['Konigslow', 'יולנדה קניגסלב'],
  ])('%s finds %s', async (q, name) => {
    expect((await namesBy(q))[0]).toBe(name)
    expect(await listed(q)).toContain(name)
  })

  test('an initial leads to nobody whose names begin otherwise', async () => {
    for (const q of ['b cohen', 'Levi K.', 'ש ויטפילד']) expect({ q, found: await namesBy(q) }).toEqual({ q, found: [] })
  })

  test('what is no name of anybody finds nobody', async () => {
    for (const q of ['%', '״', '---', 'qqqqqq', 'זזזזזז']) expect({ q, found: await namesBy(q) }).toEqual({ q, found: [] })
  })
})

test('beside one whose name is spelled as it was typed stands the same name in the other script, though it is written as the table of spellings would not', async () => {
  expect(await namesBy('netanyahu')).toEqual(['Aryeh Netanyahu', 'שאול נתניהו'])
})

test('the same name comes before one that begins so, that before the same in the other script, that before one that sounds so, that before one with an error', async () => {
  const names = ['Sharon Vasilenko', 'Vasilenkova Trade', 'וסילנקו שיווק', 'Wassylenko Bros', 'Vasilemko']
  for (const name of [...names].reverse()) await newCustomer(rep, { name })
  expect(await namesBy('vasilenko')).toEqual(names.slice(0, 4))
  const typed = (await namesBy('vasilen')).slice(0, 2)
  expect(new Set(typed)).toEqual(new Set(names.slice(0, 2)))
})

test('of names alike, one’s own come first, then those lately in touch', async () => {
  const [old, lately, own] = await Promise.all(
    [{ city: 'Acre' }, { city: 'Haifa' }, { city: 'Lod', ownerId: repId }].map((more) => newCustomer(boss, { name: 'Zeppelin Works', teamId, ...more })),
  )
  await newEntry(rep, lately!.id)
  expect((await hits('zeppelin')).map(({ customerId }) => customerId)).toEqual([own!.id, lately!.id, old!.id])
})

test('a contact leads to their customer, and it says which contact, with what answers marked', async () => {
  const { id } = await newCustomer(rep, { name: 'Northern Lights' })
  await rep.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'מרים דגן', otherName: 'Miriam Dagan' } })
  expect(await hits('dagan lights')).toMatchObject([
    { customerId: id, matched: { by: 'contact', text: 'Miriam Dagan' }, marks: { name: [[9, 15]], text: [[7, 12]] } },
  ])
  expect(await hits('מרי')).toMatchObject([{ customerId: id, matched: { by: 'contact', text: 'מרים דגן' }, marks: { name: [], text: [[0, 3]] } }])
  expect(await listed('דגן')).toEqual([])
})

describe('by a number or an address, however it is typed or pasted', () => {
  let id: string
  let number: number
  beforeAll(async () => {
    const made = await newCustomer(rep, { name: 'Quince 1897', ref: '77-31-5', taxId: '512345679' })
    id = made.id
    number = made.number
    await newField(boss, { key: 'fob', type: 'phone', label: { he: 'שלט', en: 'Fob' }, searchable: true })
    await rep.call('PATCH /customers/:id', { params: { id }, body: { custom: { fob: '03-6660001' } } })
    for (const [channel, value] of [
      ['phone', '052-7654321'],
      ['email', "p.o'hara2046@mail.example"],
    ] as const)
      await rep.call('POST /customers/:id/points', { params: { id }, body: { channel, value } })
  })
  const ltr = '\u200e'

  test.each([
    '052-7654321',
    '(052) 765.43.21',
    '+972 52 765 4321',
    '00972527654321',
    '+972 (0)52-765-4321',
    '052\u20137654321',
    `${ltr}+972\u00a052\u2011765\u20114321${ltr}`,
    'tel:+972527654321',
    '54321',
  ])('the phone %j', async (q) => {
    expect(await hits(q)).toMatchObject([{ customerId: id, matched: { by: 'phone', text: '+972527654321' } }])
    expect(await listed(q)).toEqual(['Quince 1897'])
  })

  test.each(['03-6660001', '+972 (0)3-666\u20110001', '60001'])('a phone %j in a field of the company’s own', async (q) => {
    expect(await hits(q)).toMatchObject([{ customerId: id, matched: { by: 'field', text: '+97236660001' } }])
    expect((await rep.call('GET /customers', { query: { custom: new URLSearchParams({ fob: q }).toString() } })).items.map((row) => row.id)).toEqual([id])
  })

  test.each(["p.o'hara2046@mail.example", "o'hara20", 'hara2046', '2046'])('the e-mail by its part %j', async (q) => {
    expect(await hits(q)).toMatchObject([{ customerId: id, matched: { by: 'email', text: "p.o'hara2046@mail.example" } }])
  })

  test('and it says by which number it was, in whichever it stands', async () => {
    const why = async (q: string) => (await hits(q)).filter(({ customerId }) => customerId === id).map(({ matched: { by, text } }) => [by, text])
    expect(await why(`#${number}`)).toEqual([['number', String(number)]])
    expect(await listed(`#${number}`)).toEqual(['Quince 1897'])
    expect(await why('77-31')).toEqual([['number', '77-31-5']])
    expect(await why('5123456')).toEqual([['number', '512345679']])
    expect(await why('1897')).toEqual([['name', 'Quince 1897']])
  })
})

test('a field of the company’s own that is marked for the search leads to its customer, and it says which field, to whom the field is shown', async () => {
  const searchable = true
  const card = await newField(boss, { key: 'card', label: { he: 'כרטיס', en: 'Card' }, searchable, hiddenFrom: ['trainer'] })
  await newField(boss, { key: 'pager', type: 'phone', label: { he: 'זימונית', en: 'Pager' }, searchable })
  await newField(boss, { key: 'mumble', label: { he: 'מלמול', en: 'Mumble' } })
  const trainer = await kesher.member('trainer', [teamId])
  const { id } = await newCustomer(rep, { name: 'Fieldworks', custom: { card: 'Club-7719', pager: '03-9998877', mumble: 'Inaudible' } })
  expect(await hits('club-77')).toMatchObject([
    { customerId: id, matched: { by: 'field', text: 'Club-7719', field: { he: 'כרטיס', en: 'Card' } }, marks: { name: [], text: [[0, 7]] } },
  ])
  for (const q of ['03-9998877', '+97239998877', '98877'])
    expect(await hits(q)).toMatchObject([{ customerId: id, matched: { by: 'field', text: '+97239998877', field: { en: 'Pager' } } }])
  expect((await hits('fieldworks'))[0]).toMatchObject({ customerId: id, matched: { by: 'name' } })
  expect([await hits('inaudible'), await hits('club-77', trainer), await hits('club-77', elsewhere)]).toEqual([[], [], []])
  expect((await hits('98877', trainer)).map(({ customerId }) => customerId)).toEqual([id])
  await boss.call('PUT /custom-fields/:id/removal', { params: { id: card.id } })
  expect(await hits('club-77')).toEqual([])
})

test('so does one of a contact, an order or an event, once for each customer, and only to whom the field is shown', async () => {
  const hiddenFrom: ['trainer'] = ['trainer']
  const added = (subject: 'contact' | 'order' | 'interaction', key: string) =>
    newField(boss, { subject, key, label: { he: key, en: key }, searchable: true, hiddenFrom })
  await added('contact', 'badge')
  await added('order', 'waybill')
  await added('interaction', 'ticket')
  const trainer = await kesher.member('trainer', [teamId])
  const { id } = await newCustomer(rep, { name: 'Partsworks' })
  await rep.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Ofer', custom: { badge: 'Bdg-5512' } } })
  const product = await newProduct(boss)
  for (const waybill of ['Wyb-90', 'Wyb-91']) await newOrder(rep, id, [{ productId: product.id, quantity: 1 }], { custom: { waybill } })
  for (const ticket of ['Tkt-71', 'Tkt-72', 'Tkt-72']) await newEntry(rep, id, { custom: { ticket } })
  const found = async (q: string, who?: Browser) => (await hits(q, who)).map(({ customerId, matched }) => [customerId, matched.by, matched.field?.en])
  expect(await found('bdg-55')).toEqual([[id, 'field', 'badge']])
  expect(await found('wyb-9')).toEqual([[id, 'field', 'waybill']])
  expect(await found('tkt-72')).toEqual([[id, 'field', 'ticket']])
  for (const q of ['bdg-55', 'wyb-9', 'tkt-72']) expect([await found(q, trainer), await found(q, elsewhere)]).toEqual([[], []])
})

test('a name and a phone typed together lead to whoever bears the one and is reached by the other', async () => {
  const phones = { 'Olga Vilkomir': '052-7119933', 'אולגה וילקומיר': '054-2255711', 'Olga Steinmetz': '052-7119944' }
  for (const [name, value] of Object.entries(phones)) {
    const { id } = await newCustomer(rep, { name })
    await rep.call('POST /customers/:id/points', { params: { id }, body: { channel: 'phone', value } })
  }
  for (const q of ['vilkomir 052', 'וילקומיר 052-711', '0527119933 Vilkomir', 'olga vilkomir 19933', 'vilkomir +972 52'])
    expect({ q, found: await namesBy(q) }).toEqual({ q, found: ['Olga Vilkomir'] })
  expect(await namesBy('vilkomir 711')).toEqual(['Olga Vilkomir', 'אולגה וילקומיר'])
  expect(await hits('וילקומיר 052')).toMatchObject([{ matched: { by: 'phone', text: '+972527119933' }, marks: { name: [[5, 13]], text: [[4, 6]] } }])
  expect([await namesBy('vilkomir 053'), await namesBy('vilkomir 052', elsewhere)]).toEqual([[], []])
})

test('what answers is marked: letters of a beginning, whole words in the other script, two words written as one', async () => {
  const marks = async (q: string) => (await hits(q))[0]!.marks.name
  expect(await marks('יצח')).toEqual([[0, 3]])
  expect(await marks('cohen')).toEqual([[5, 8]])
  expect(await marks('בנדוד')).toEqual([
    [7, 9],
    [10, 13],
  ])
})

test('a name that is changed, imported and taken back, or taken away with its contact is found as it is now', async () => {
  const { id } = await newCustomer(rep, { name: 'Brontosaurus' })
  const contact = await rep.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Ulrike' } })
  await rep.call('PATCH /customers/:id', { params: { id }, body: { name: 'Triceratops' } })
  expect([await namesBy('brontosaurus'), await namesBy('triceratops')]).toEqual([[], ['Triceratops']])
  await rep.call('PATCH /customers/:id/contacts/:partId', { params: { id, partId: contact.id }, body: { name: 'Wolfram' } })
  expect([await namesBy('ulrike'), await namesBy('wolfram')]).toEqual([[], ['Triceratops']])
  await rep.call('DELETE /customers/:id/contacts/:partId', { params: { id, partId: contact.id } })
  expect(await namesBy('wolfram')).toEqual([])

  const worker = await working(kesher.house)
  const first = await imported(boss, { text: 'name,ref\nArchaeopteryx,dino-1\n', kind: 'customers' })
  expect(await namesBy('archeopteryx', boss)).toEqual(['Archaeopteryx'])
  const second = await imported(boss, { text: 'name,ref\nPteranodon,dino-1\n', kind: 'customers' })
  expect([await namesBy('archaeopteryx', boss), await namesBy('pteranodon', boss)]).toEqual([[], ['Pteranodon']])
  await undone(boss, second.id)
  expect([await namesBy('archaeopteryx', boss), await namesBy('pteranodon', boss)]).toEqual([['Archaeopteryx'], []])
  await undone(boss, first.id)
  expect(await namesBy('archaeopteryx', boss)).toEqual([])
  await worker.stop()
})

test('nobody is found by somebody who may not see their file, in any spelling, in the search or the list', async () => {
  for (const q of ['cohen', 'כהן', 'fvi', 'abu obeid', 'Whitfeild'])
    expect({ q, found: [await namesBy(q, elsewhere), await listed(q, elsewhere)] }).toEqual({ q, found: [[], []] })
})

test('an erased name stands in no list of words', async () => {
  const { id } = await newCustomer(boss, { name: 'Xanthippe Hapaxova' })
  const word = (token: string) => kesher.house.db.selectFrom('nameTokens').where('token', '=', token).select('token').executeTakeFirst()
  expect(await word('hapaxova')).toBeDefined()
  await boss.call('POST /me/confirmation', { body: { password: 'a long password' } })
  await boss.call('POST /customers/:id/erasure', { params: { id }, body: { name: 'Xanthippe Hapaxova' } } as never)
  expect([await word('hapaxova'), await namesBy('hapaxova', boss)]).toEqual([undefined, []])
})

const letters = fc.constantFrom(..."אבגדהוזחטיכלמנסעפצקרשתךםןףץabcdefghijklmnopqrstuvwxyzéÖßŁ׳״'-־. ʹאָשׁ".split(''))
const anyName = fc.array(letters, { minLength: 3, maxLength: 24 }).map((found) => found.join('').trim())

test('whatever a customer is called, that name finds them, in the search and in the list', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyName.filter((name) => /[a-zא-ת]{2}/.test(name)),
      async (name) => {
        const { id, name: stored } = await newCustomer(boss, { name })
        expect((await boss.call('GET /search', { query: { q: stored, limit: 50 } })).map(({ customerId }) => customerId)).toContain(id)
        expect((await boss.call('GET /customers', { query: { search: stored } })).items.map((row) => row.id)).toContain(id)
      },
    ),
    { numRuns: 40 },
  )
})
