/** Somebody written twice is noticed before a third file is opened, found in the base, and told apart or not by whoever knows. */
import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { hindrancesInAnyLight } from './axe.ts'
import { colleague, picture, type Visitor } from './journey.ts'

/** One person written in two ways, with a phone nobody else has; returns it. */
async function writtenTwice(call: Visitor['call'], names: readonly [string, string]) {
  const phone = `+97252${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`
  for (const name of names)
    await call('POST /customers', {
      body: { id: randomUUIDv7(), kind: 'person', name, city: 'חיפה', points: [{ channel: 'phone', value: phone, isPrimary: true }] },
    })
  return phone
}

const runsEnd = { timeout: 60_000 }

test('a search of the base shows the pair and why; that they are two is noted, and taken back', { timeout: 120_000 }, async () => {
  const { page, call } = await colleague({ language: 'he' })
  await writtenTwice(call, ['אביגיל שטיינמץ־קפלן', 'אביגיל שטינמץ־קפלן'])
  await page.goto('/customers')
  await page.getByRole('link', { name: 'כפילויות' }).click()
  await page.getByRole('button', { name: 'סריקה עכשיו' }).click()
  await expect.poll(async () => (await call('GET /duplicates/runs'))[0]?.state, runsEnd).toBe('done')
  await page.reload()
  const pair = page.getByRole('article', { name: /אביגיל/ })
  await pair.getByText('אותו טלפון').waitFor()
  await pair.getByText('השם שונה באות אחת').waitFor()
  await picture(page, 'duplicates-he')
  expect(await hindrancesInAnyLight(page, 'duplicates')).toEqual([])
  await pair.getByRole('button', { name: 'לא כפילות' }).click()
  await expect.poll(() => pair.count()).toBe(0)
  await page.getByRole('button', { name: 'ביטול' }).click()
  await pair.waitFor()
})

test('on a phone, in English', { timeout: 120_000 }, async () => {
  const { page, call } = await colleague({ language: 'en', width: 390 })
  await writtenTwice(call, ['Wilhelmina Oyster-Garden', 'Garden Oyster Wilhelmina'])
  const { id } = await call('POST /duplicates/runs')
  await expect.poll(async () => (await call('GET /duplicates/runs')).find((run) => run.id === id)?.state, runsEnd).toBe('done')
  await page.goto('/duplicates')
  const pair = page.getByRole('article', { name: /Wilhelmina/ })
  await pair.getByText('same phone').waitFor()
  await picture(page, 'duplicates-phone-en')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await hindrancesInAnyLight(page, 'duplicates-phone')).toEqual([])
})

test('while a customer is being added, those who look like them are shown', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const phone = await writtenTwice(call, ['Ottoline Fairweather', 'O. Fairweather'])
  await page.goto('/customers')
  await page.getByRole('button', { name: 'New customer' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Otoline Fairweather')
  await dialog.getByRole('textbox', { name: 'Phone' }).fill(phone)
  await dialog.getByText('This looks like a customer who is already here:').waitFor()
  await dialog.getByRole('link', { name: 'Ottoline Fairweather' }).waitFor()
  await dialog
    .getByText(/same phone/)
    .first()
    .waitFor()
  await picture(page, 'looks-like-en')
  expect(await hindrancesInAnyLight(page, 'looks-like')).toEqual([])
})
