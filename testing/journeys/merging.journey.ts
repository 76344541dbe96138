/** Merging on the screen: two files become one, the old address leads on, and they part again. */
import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { hindrances } from './axe.ts'
import { customersNamed } from './customers-named.ts'
import { colleague, picture } from './journey.ts'

const pathOf = (url: string) => new URL(url).pathname

test('two files are compared, merged and parted again, each entry made since going where somebody says', async () => {
  const { page, call } = await colleague({ language: 'he' })
  const word = await customersNamed(call, 2)
  const [kept, other] = (await call('GET /customers', { query: { search: word, limit: 10 } })).items
  await call('PATCH /customers/:id', { params: { id: kept!.id }, body: { city: 'חיפה', otherName: 'Carmel Paper' } })
  await call('PATCH /customers/:id', { params: { id: other!.id }, body: { city: 'נשר', country: 'ישראל' } })
  const note = (id: string, body: string) =>
    call('POST /customers/:id/interactions', { params: { id }, body: { id: randomUUIDv7(), channel: 'phone', direction: 'in', body } })
  await note(other!.id, 'שאלו על משלוח')
  await page.goto(`/customers/${kept!.id}`)
  await page.getByRole('button', { name: 'מיזוג עם תיק אחר' }).click()
  const find = page.getByRole('combobox', { name: /התיק שיתמזג לכאן/ })
  await find.fill(`${word} 2`)
  await page.getByRole('option', { name: `${word} 2` }).click()
  await page.getByRole('heading', { name: 'מיזוג שני תיקים' }).waitFor()
  await page.getByRole('radiogroup', { name: 'יישוב' }).getByText('נשר').click()
  await picture(page, 'merge')
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: 'מיזוג התיקים' }).click()
  await expect.poll(() => pathOf(page.url())).toBe(`/customers/${kept!.id}`)
  await page.getByText('שאלו על משלוח').first().waitFor()
  await page.getByText(/מוזג עם/).waitFor()
  await picture(page, 'merged')
  expect(await hindrances(page)).toEqual([])

  await page.goto(`/customers/${other!.id}`)
  await expect.poll(() => pathOf(page.url())).toBe(`/customers/${kept!.id}`)
  await note(kept!.id, 'ביקשו הצעת מחיר')
  await page.getByRole('link', { name: 'ביטול המיזוג' }).click()
  const entry = page.getByRole('radiogroup', { name: /ביקשו הצעת מחיר/ })
  await entry.getByText('עובר לתיק שנפרד').click()
  await picture(page, 'merge-undo')
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: 'ביטול המיזוג' }).click()
  await page.getByRole('button', { name: 'לתיק השני' }).click()
  await expect.poll(() => pathOf(page.url())).toBe(`/customers/${other!.id}`)
  await page.getByText('ביקשו הצעת מחיר').first().waitFor()
  await page.getByText('שאלו על משלוח').first().waitFor()
})

test('on a phone, in English and in the dark, the choice stands in sight', async () => {
  const { page, call } = await colleague({ language: 'en', theme: 'dark', width: 390 })
  const word = await customersNamed(call, 2)
  const [kept, other] = (await call('GET /customers', { query: { search: word, limit: 10 } })).items
  const key = `m${word.replaceAll(/[^a-z0-9]/g, '')}`
  const field = await call('POST /custom-fields', {
    body: { id: randomUUIDv7(), subject: 'customer', key, type: 'text', label: { he: `הסכם ${word}`, en: `Agreement ${word}` } },
  })
  await call('PATCH /customers/:id', { params: { id: kept!.id }, body: { city: 'Haifa', ref: 'A-1', creditLimitMinor: 500_000, custom: { [key]: 'Ours' } } })
  await call('PATCH /customers/:id', {
    params: { id: other!.id },
    body: { city: 'Nesher', ref: 'B-77', customerSince: '2019-05-01', custom: { [key]: 'Theirs' } },
  })
  await page.goto(`/customers/${kept!.id}/merge/${other!.id}`)
  await page.getByRole('radiogroup', { name: 'City' }).waitFor()
  const agreement = page.getByRole('term').filter({ hasText: `Agreement ${word}` })
  await agreement.waitFor()
  expect(await agreement.locator('xpath=following-sibling::dd').allInnerTexts()).toEqual(['Ours', 'Theirs'])
  await picture(page, 'merge-phone')
  expect(await hindrances(page)).toEqual([])
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wider).toBe(0)
  await page.getByRole('link', { name: 'Swap the two' }).click()
  await expect.poll(() => pathOf(page.url())).toBe(`/customers/${other!.id}/merge/${kept!.id}`)
  await page.getByRole('button', { name: 'Merge the files' }).click()
  await expect.poll(() => pathOf(page.url())).toBe(`/customers/${other!.id}`)
  await page.getByRole('link', { name: 'Undo the merge' }).click()
  await page.getByText('Nothing was added since the merge.').waitFor()
  await picture(page, 'merge-undo-phone')
  expect(await hindrances(page)).toEqual([])
  await call('PUT /custom-fields/:id/removal', { params: { id: field.id } })
})
