import { expect, test } from 'vitest'
import { colleague, picture } from './journey.ts'

test('the language changes at once, without loading the page anew, and what stands on the screen stays', async () => {
  const { page } = await colleague({ language: 'he' })
  await page.goto('/customers?search=א')
  await page.getByRole('row').nth(3).waitFor()
  await page.evaluate('window.stillHere = true')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Customers' }).waitFor()
  expect(await page.evaluate('[document.documentElement.lang, document.documentElement.dir, window.stillHere]')).toEqual(['en', 'ltr', true])
  expect(page.url()).toContain('search=')
  await page.getByRole('row').nth(3).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Customers' }).waitFor()
})

test('on a phone rows are cards, a touch opens the file, and nothing is wider than the screen', async () => {
  const { page } = await colleague({ language: 'he', width: 390, height: 844 })
  await page.goto('/customers')
  const rows = page.getByRole('row')
  await rows.nth(3).waitFor()
  await picture(page, 'customers-phone')
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
  expect(await page.getByRole('columnheader').count()).toBe(0)
  await rows.nth(1).tap()
  await expect.poll(() => page.url()).toMatch(/\/customers\/[\da-f-]{36}$/)
})
