/** Texts that try to run, in every field a person can write or import, on every screen that shows them. */
import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { addresses } from '../../web/shell/addresses.ts'
import { noteResult } from '../trust/results.ts'
import { scripts } from '../trust/scripts.ts'
import { colleague, type Visitor } from './journey.ts'
import { attachNamed, importAll, nameHouse } from './scripts-around.ts'

/** Each page of a round holds this many of them; the long form goes through all, or the first KESHER_TRUST_TEXTS. */
const together = 20
const long = process.env.KESHER_TRUST === 'long'
const rounds = long ? Math.ceil(Number(process.env.KESHER_TRUST_TEXTS ?? scripts.length) / together) : 1

type Written = { id: string; order: string; around: string[] }

/** A file with a text in every field of it, and the lists around it. */
async function write(call: Visitor['call'], texts: readonly string[]): Promise<Written> {
  let n = 0
  const next = (longest = 200) => texts[n++ % texts.length]!.slice(0, longest)
  const id = randomUUIDv7()
  const params = { id }
  await call('POST /customers', {
    body: {
      id,
      kind: 'organisation',
      name: next(),
      otherName: next(),
      ref: randomUUIDv7().slice(-8) + next(80),
      city: next(100),
      country: next(100),
      tags: [next(40), next(40)],
      points: [
        { channel: 'post', value: next(), label: next(60) },
        { channel: 'chat', value: next(), label: next(60) },
      ],
    },
  })
  await call('POST /customers/:id/contacts', {
    params,
    body: {
      name: next(),
      otherName: next(),
      jobTitle: next(120),
      contactRole: next(60),
      note: next(),
      points: [{ channel: 'chat', value: next(), label: next(60) }],
    },
  })
  for (const kind of ['preference', 'request'] as const) await call('POST /customers/:id/preferences', { params, body: { kind, text: next() } })
  for (let m = 0; m < 4; m++) {
    const body = { id: randomUUIDv7(), channel: 'email' as const, direction: 'in' as const, subject: next(), body: `${next()}\n${next()}`, asked: next() }
    await call('POST /customers/:id/interactions', { params, body })
  }
  await call('POST /customers/:id/promises', { params, body: { text: next(), dueOn: '2026-01-01' } })
  const voice = await call('POST /customers/:id/voices', { params, body: { id: randomUUIDv7(), kind: 'complaint', text: next() } })
  await call('PUT /customers/:id/voices/:partId/answer', { params: { id, partId: voice.id }, body: { answer: next() } })
  await call('POST /customers/:id/voices', { params, body: { id: randomUUIDv7(), kind: 'wish', text: next() } })
  await call('POST /customers/:id/scores', { params, body: { answers: [{ id: randomUUIDv7(), question: 'ease', value: 1 }], comment: next() } })
  const tail = randomUUIDv7().slice(-8)
  const product = await call('POST /products', { body: { sku: `${tail}${next(80)}`, name: next(), category: next(100), unitPriceMinor: 100 } })
  const order = { id: randomUUIDv7(), number: `${tail}${next(50)}`, note: next(), lines: [{ productId: product.id, quantity: 1 }] }
  await call('POST /customers/:id/orders', { params, body: order })
  await call('POST /views', { body: { list: 'customers', name: next(60), query: '' } })
  await call('PUT /hours/closures/:day', { params: { day: '2030-01-01' }, body: { name: next(120) } })
  await attachNamed(call, id, [next(), next()])
  if (!long) return { id, order: order.id, around: [] }
  const { key } = await nameHouse(call, next)
  await call('PATCH /customers/:id', { params, body: { custom: { [key]: next() } } })
  const came = await importAll(call, next)
  const around = [
    ...came.imports.map((one) => `/import/${one}`),
    ...['', '?tab=details', '?tab=people', '?tab=orders'].map((tab) => `/customers/${came.id}${tab}`),
  ]
  return { id, order: order.id, around }
}

/** In the long form every screen within; else those that show most of it. */
const screens = ({ id, order, around }: Written) => [
  ...around,
  ...Object.entries(addresses)
    .filter(([path, address]) => (long ? !path.includes('$') && !('outside' in address) : ['/customers', '/voices', '/orders'].includes(path)))
    .map(([path]) => path),
  ...['', '?tab=details', '?tab=people', '?tab=orders', `?tab=orders&order=${order}`].map((tab) => `/customers/${id}${tab}`),
]

test('what is written into any field is shown as it was written, and nothing of it runs', async () => {
  const { page, call } = await colleague({ language: 'en', width: 1440, height: 900 })
  const ran: string[] = []
  await page.exposeFunction('ran', () => void ran.push(page.url()))
  await page.addInitScript("addEventListener('securitypolicyviolation', (event) => ran('policy ' + event.violatedDirective))")
  page.on('dialog', (dialog) => void dialog.dismiss())
  let [shown, visited] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    const texts = Array.from({ length: together }, (_, n) => scripts[(round * together + n) % scripts.length]!)
    const written = await write(call, texts)
    for (const path of screens(written)) {
      visited++
      await page.goto(path)
      await page.getByRole('main').getByRole('heading').first().waitFor()
      const text = await page.locator('body').innerText()
      if (texts.some((one) => text.includes(one.slice(0, 12)))) shown++
    }
  }
  expect(ran).toEqual([])
  expect(shown).toBeGreaterThan(rounds * 3)
  if (long)
    noteResult('scripts in every field, on every screen', {
      texts: Math.min(scripts.length, rounds * together),
      screens: visited,
      screensThatShowedThem: shown,
      ran: ran.length,
    })
}, 3_600_000)
