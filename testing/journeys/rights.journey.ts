/** Privacy on the screen: a file is given to whom it is about, held, and erased for good. */
import { expect, test } from 'vitest'
import { hindrances } from './axe.ts'
import { customersNamed } from './customers-named.ts'
import { colleague, picture } from './journey.ts'

test('everything about a customer is prepared and taken away, in Hebrew', async () => {
  const { page, call } = await colleague({ language: 'he' })
  const word = await customersNamed(call, 1)
  const [customer] = (await call('GET /customers', { query: { search: word, limit: 10 } })).items
  await page.goto(`/customers/${customer!.id}`)
  await page.getByRole('button', { name: 'פרטיות: עיון, שימור, מחיקה' }).click()
  await page.getByRole('button', { name: 'הכנת הקובץ' }).click()
  const link = page.getByRole('link', { name: 'הורדה' })
  await link.waitFor()
  await picture(page, 'privacy')
  expect(await hindrances(page)).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toContain(word)
  expect(await download.failure()).toBe(null)
})

test('a held file is not erased; released, it goes for good once its name is typed, and the ledger knows', async () => {
  const { page, call } = await colleague({ language: 'en', theme: 'dark' })
  const word = await customersNamed(call, 1)
  const [customer] = (await call('GET /customers', { query: { search: word, limit: 10 } })).items
  await page.goto(`/customers/${customer!.id}`)
  await page.getByRole('button', { name: 'Privacy: export, hold, erase' }).click()
  await page.getByRole('button', { name: 'Place a hold' }).waitFor()
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: 'Place a hold' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('A claim in court')
  await page.getByRole('button', { name: 'Place a hold' }).click()
  await page.getByText('The file is on hold, so it cannot be erased.').waitFor()
  await page.getByRole('button', { name: 'Release' }).click()
  const erase = page.getByRole('button', { name: 'Erase for good' })
  await erase.waitFor()
  expect(await erase.isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: /To confirm, type the name/ }).fill(`${word} 1`)
  await picture(page, 'erase')
  await erase.click()
  await expect.poll(() => new URL(page.url()).pathname).toBe('/customers')
  await page.goto(`/customers/${customer!.id}`)
  await page
    .getByRole('link', { name: /customers/i })
    .first()
    .waitFor()
  await page.goto('/settings/privacy')
  await page.getByRole('textbox', { name: /Was somebody erased/ }).fill(`${word} 1`)
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText(customer!.id.slice(-12)).waitFor()
  await picture(page, 'privacy-settings')
})

test('a rule is changed with what it would remove in sight', async () => {
  const { page } = await colleague({ language: 'he', width: 390 })
  await page.goto('/settings/privacy')
  await page
    .getByText('איש עוד לא נמחק.')
    .or(page.getByRole('cell', { name: 'תיק שלם' }))
    .first()
    .waitFor()
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: 'שינוי: קובצי מידע שהוכנו ללקוחות' }).click()
  await page.getByText('הכלל היה מוחק היום').waitFor()
  await picture(page, 'retention-rule')
  await page.getByRole('button', { name: 'שמירה' }).click()
  await page.getByText('הכלל נשמר').waitFor()
})
