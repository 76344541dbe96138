import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { customersNamed } from './customers-named.ts'
import { colleague, picture } from './journey.ts'

test('a promise that is late stands first, one key keeps it, and undo opens it again', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const word = await customersNamed(call, 1)
  const customer = (await call('GET /customers', { query: { search: word } })).items[0]!
  const partId = randomUUIDv7()
  await call('POST /customers/:id/promises', { params: { id: customer.id }, body: { id: partId, text: 'Send the new catalogue', dueOn: '2024-03-01' } })
  await page.goto('/')
  await page.getByRole('heading', { name: 'Overdue' }).waitFor()
  await picture(page, 'my-day')
  const link = page.getByRole('link', { name: customer.name }).first()
  await link.focus()
  await page.keyboard.press('k')
  await page.getByText('Promise marked as kept').waitFor()
  await expect.poll(() => page.getByText('Send the new catalogue').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Send the new catalogue').waitFor()
  await expect.poll(async () => (await call('GET /my-day')).promises.map(({ id }) => id)).toEqual([partId])
})

test('what a colleague does in a file of mine appears without asking', async () => {
  const [mine, other] = [await colleague({ language: 'en' }), await colleague({ language: 'en' })]
  const word = await customersNamed(mine.call, 1)
  const { id } = (await mine.call('GET /customers', { query: { search: word } })).items[0]!
  await mine.call('PATCH /customers/:id', { params: { id }, body: { ownerId: (await mine.call('GET /session')).user.id } })
  await mine.page.goto('/')
  await mine.page.getByText('Nothing new at the customers you look after.').waitFor()
  await other.call('POST /customers/:id/promises', { params: { id }, body: { text: 'Call on Tuesday', dueOn: '2030-01-01' } })
  await mine.page.getByText('Promise made').waitFor()
})
