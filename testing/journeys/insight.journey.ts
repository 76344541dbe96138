/** What losing a customer costs stands on the file, and those most likely to leave stand first in the watch list. */
import { expect, test } from 'vitest'
import { hindrancesInAnyLight } from './axe.ts'
import { customersNamed } from './customers-named.ts'
import { readAnew, readOnce } from './insight-read.ts'
import { colleague, picture } from './journey.ts'

test('purchases of 10 thousand a year growing by 2 thousand: 70 thousand of sales, 14 thousand of profit', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const word = await customersNamed(call, 1)
  const { id } = (await call('GET /customers', { query: { search: word } })).items[0]!
  await page.goto(`/customers/${id}`)
  const cost = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Cost of losing this customer' }) })
  await cost.getByText('No orders yet.').waitFor()
  await cost.getByRole('button', { name: 'Change what is assumed' }).click()
  await cost.getByLabel('Purchases a year').fill('10000')
  await cost.getByLabel('Growth each year').fill('2000')
  await cost.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => cost.innerText()).toContain('70,000')
  expect(await cost.innerText()).toContain('14,000')
  await page.reload()
  await cost.getByText('As assumed by hand').waitFor()
  await picture(page, 'cost-of-losing')
  expect(await hindrancesInAnyLight(page, 'cost-of-losing')).toEqual([])
})

test('after a run the watch list tells in words what shows it, and leads to the file', { timeout: 90_000 }, async () => {
  const { page, call } = await colleague({ language: 'he' })
  await readAnew({ call })
  await page.goto('/watch?signal=order-silence')
  const row = page.getByRole('row').filter({ hasText: 'בדרך כלל הזמנה כל' }).first()
  await row.waitFor()
  await picture(page, 'watch-he')
  expect(await hindrancesInAnyLight(page, 'watch')).toEqual([])
  await row.dblclick()
  await page.getByRole('heading', { name: 'סימני אזהרה' }).waitFor()
  await page.getByText('שתיקה בהזמנות').first().waitFor()
  await picture(page, 'file-signals-he')
  // What is done about it is a promise with a day, linked to the sign.
  const signs = page.locator('section').filter({ has: page.getByRole('heading', { name: 'סימני אזהרה' }) })
  await signs.getByRole('button', { name: 'חדש' }).first().click()
  await page
    .getByRole('menuitemradio', { name: 'בטיפול' })
    .or(page.getByRole('menuitem', { name: 'בטיפול' }))
    .click()
  await signs.getByLabel('מה נעשה או ייעשה').fill('שיחה עם המנהל על ההזמנה הבאה')
  await signs.getByRole('button', { name: 'שמירה' }).click()
  await signs.getByText('נרשמה התחייבות בעקבות הסימן.').waitFor()
  // What was announced of the form that closed is said first.
  await expect.poll(() => page.locator('[data-live-announcer] [role=img]').count(), { timeout: 20_000 }).toBe(0)
  await picture(page, 'file-signal-acted-he')
  expect(await hindrancesInAnyLight(page, 'file with signs')).toEqual([])
  await page.getByRole('heading', { name: 'סימני אזהרה' }).click()
  await page.keyboard.press('u')
  await row.waitFor()
})

test('the watch list is narrowed by owner and segment, and what is chosen is given to somebody at once', { timeout: 90_000 }, async () => {
  const { page, call } = await colleague({ language: 'en' })
  await readOnce({ call })
  await page.goto('/watch?sort=leaving&segment=loyal')
  await page.getByRole('grid').getByRole('row').nth(2).waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Space')
  await page.getByText('one chosen').waitFor()
  await page.getByRole('button', { name: 'Assign' }).click()
  await page.getByRole('menuitem', { name: 'To me' }).click()
  await page.getByText('One customer was assigned').waitFor()
  await page.getByRole('button', { name: /Any owner/ }).click()
  await page.getByRole('option', { name: 'Only my customers' }).click()
  await expect.poll(() => page.url()).toContain('mine=true')
  await expect
    .poll(async () => (await call('GET /insight/watch', { query: { segment: 'loyal', ownerId: (await call('GET /session')).user.id } })).items.length)
    .toBe(1)
  await picture(page, 'watch-mine-en')
  await page.getByRole('button', { name: 'Compute now' }).click()
  await page.getByText('Computing has ended').waitFor({ timeout: 60_000 })
})

test('a segment somebody saved narrows orders and voices too, and the address keeps it', { timeout: 90_000 }, async () => {
  const { page, call, name } = await colleague({ language: 'he' })
  await readOnce({ call })
  const saved = `לשמר ${name}`
  const kept = await call('POST /segments', { body: { id: crypto.randomUUID(), name: saved, segments: ['champions'] } })
  const champions = new Set((await call('GET /customers', { query: { segment: 'champions', limit: 200 } })).items.map((one) => one.name))
  for (const list of ['/orders', '/voices?open=all']) {
    await page.goto(list)
    await page.getByRole('button', { name: /כל הפלחים/ }).click()
    await page.getByRole('option', { name: saved }).click()
    await expect.poll(() => page.url()).toContain(kept.id)
    // The first row is one that the segment holds, also after the page is opened anew by its address.
    await page.reload()
    const row = page.getByRole('grid').getByRole('row').nth(1)
    const held = async () => {
      const text = await row.innerText()
      return [...champions].some((champion) => text.includes(champion))
    }
    await expect.poll(held).toBe(true)
  }
})
