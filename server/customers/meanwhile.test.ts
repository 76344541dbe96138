import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Customer } from '../../contract/customers.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer } from './testing.ts'

const kesher = kesherForFile()
let dana: Browser
let omer: Browser
beforeAll(async () => {
  dana = await kesher.administrator()
  const { id } = await dana.call('POST /teams', { body: { name: 'Both' } })
  omer = await kesher.member('manager', [id])
})

const open = async () => {
  const team = (await dana.call('GET /teams')).find(({ name }) => name === 'Both')!
  return newCustomer(dana, { teamId: team.id, city: 'Haifa' })
}

test('two people change different fields of one customer: both hold', async () => {
  const seen = await open()
  await dana.call('PATCH /customers/:id', { params: { id: seen.id }, body: { city: 'Acre', version: seen.version, seen: { city: 'Haifa' } } })
  const after = await omer.call('PATCH /customers/:id', {
    params: { id: seen.id },
    body: { otherName: 'אורביט', version: seen.version, seen: { otherName: '' } },
  })
  expect(after).toMatchObject({ city: 'Acre', otherName: 'אורביט', version: seen.version + 2 })
})

test('both change one field: the second hears both values, nothing is changed, and may then choose', async () => {
  const { id, version } = await open()
  const write = (browser: Browser, city: string, saw: string) =>
    browser.ask('PATCH /customers/:id', { params: { id }, body: { city, otherName: `by way of ${city}`, version, seen: { city: saw, otherName: '' } } })
  await dana.call('PATCH /customers/:id', { params: { id }, body: { city: 'Acre' } })
  const refused = await write(omer, 'Eilat', 'Haifa')
  expect(refused.problem).toEqual({
    code: 'changed-meanwhile',
    status: 409,
    facts: { version: version + 1 },
    conflicts: { city: { theirs: 'Acre', mine: 'Eilat' } },
  })
  expect((await dana.call('GET /customers/:id/file', { params: { id } })).customer).toMatchObject({ city: 'Acre', otherName: '' })
  expect((await write(omer, 'Eilat', 'Acre')).reply.city).toBe('Eilat')
})

test('both change one field to the same: nobody is asked', async () => {
  const { id } = await open()
  await dana.call('PATCH /customers/:id', { params: { id }, body: { city: 'Acre', seen: { city: 'Haifa' } } })
  expect((await omer.ask('PATCH /customers/:id', { params: { id }, body: { city: 'Acre', seen: { city: 'Haifa' } } })).status).toBe(200)
})

test('people at the customer and their addresses are guarded the same way', async () => {
  const { id } = await open()
  const contact = await dana.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Noa', jobTitle: 'Buyer' } })
  const person = { id, partId: contact.id }
  await dana.call('PATCH /customers/:id/contacts/:partId', { params: person, body: { jobTitle: 'Head buyer', seen: { jobTitle: 'Buyer' } } })
  const late = await omer.ask('PATCH /customers/:id/contacts/:partId', { params: person, body: { jobTitle: 'Owner', seen: { jobTitle: 'Buyer' } } })
  expect(late.problem.conflicts).toEqual({ jobTitle: { theirs: 'Head buyer', mine: 'Owner' } })
  const point = await dana.call('POST /customers/:id/points', { params: { id }, body: { channel: 'phone', value: '03-5551234' } })
  const phone = { id, partId: point.id }
  await dana.call('PATCH /customers/:id/points/:partId', { params: phone, body: { value: '03-5551235', seen: { value: point.value } } })
  const other = await omer.ask('PATCH /customers/:id/points/:partId', { params: phone, body: { value: '03-5551236', seen: { value: point.value } } })
  expect(other.problem.conflicts).toEqual({ value: { theirs: '+97235551235', mine: '+97235551236' } })
  expect((await omer.ask('PATCH /customers/:id/points/:partId', { params: phone, body: { label: 'Office', seen: { label: '' } } })).status).toBe(200)
})

const fields = ['name', 'otherName', 'city', 'country', 'ref'] as const
type Field = (typeof fields)[number]
type Step = { who: 0 | 1; does: 'look' } | { who: 0 | 1; does: 'write'; change: Partial<Record<Field, string>>; keeps: 'mine' | 'theirs' }

const who = fc.constantFrom(0 as const, 1 as const)
const steps = fc.array(
  fc.oneof(
    fc.record({ who, does: fc.constant('look' as const) }),
    fc.record({
      who,
      does: fc.constant('write' as const),
      change: fc.record(Object.fromEntries(fields.map((field) => [field, fc.constantFrom('a', 'b', 'c', 'd')])) as Record<Field, fc.Arbitrary<string>>, {
        requiredKeys: [],
      }),
      keeps: fc.constantFrom('mine' as const, 'theirs' as const),
    }),
  ),
  { minLength: 4, maxLength: 12 },
)

test('in whatever order two people look and write, whoever replaces a value has seen it, and nothing is lost silently', { timeout: 60_000 }, async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(steps, async (plan: Step[]) => {
      const opened = await newCustomer(dana, { teamId: (await open()).teamId, ref: `first ${++runs}` })
      const params = { id: opened.id }
      const people = [dana, omer]
      const view = (from: Customer) => Object.fromEntries(fields.map((field) => [field, from[field]])) as Record<Field, string | null>
      const views = [view(opened), view(opened)]
      const stands = view(opened)
      for (const step of plan) {
        const browser = people[step.who]!
        const eyes = views[step.who]!
        if (step.does === 'look') {
          Object.assign(eyes, view((await browser.call('GET /customers/:id/file', { params })).customer))
          expect(eyes).toEqual(stands)
          continue
        }
        const change = Object.fromEntries(
          Object.entries(step.change).map(([field, text]) => [field, field === 'ref' ? `${text} ${runs}` : text]),
        ) as typeof step.change
        for (;;) {
          const seen = Object.fromEntries(Object.keys(change).map((field) => [field, eyes[field as Field]]))
          const answer = await browser.ask('PATCH /customers/:id', { params, body: { ...change, seen } as never })
          const unknown = (Object.keys(change) as Field[]).filter((field) => stands[field] !== eyes[field] && stands[field] !== change[field])
          expect(Object.keys(answer.problem.conflicts ?? {}).sort()).toEqual(unknown.sort())
          if (answer.status === 200) {
            Object.assign(stands, change)
            Object.assign(eyes, view(answer.reply))
            break
          }
          for (const [field, { theirs, mine }] of Object.entries(answer.problem.conflicts!)) {
            expect([theirs, mine]).toEqual([stands[field as Field], change[field as Field]])
            eyes[field as Field] = theirs as string
            if (step.keeps === 'theirs') delete change[field as Field]
          }
        }
        expect(view((await dana.call('GET /customers/:id/file', { params })).customer)).toEqual(stands)
      }
    }),
    { numRuns: 12 },
  )
})

test('two edits of one field at the same moment: one holds, the other hears of it', async () => {
  for (let n = 0; n < 5; n++) {
    const { id } = await open()
    const answers = await Promise.all(
      [dana, omer].map((browser, m) => browser.ask('PATCH /customers/:id', { params: { id }, body: { city: `City ${m}`, seen: { city: 'Haifa' } } })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const { customer } = await dana.call('GET /customers/:id/file', { params: { id } })
    expect(customer.city).toBe(`City ${answers.findIndex(({ status }) => status === 200)}`)
  }
})
