/** Two people at one file: nobody writes over what they have not seen. */
import { expect, test } from 'vitest'
import { hindrancesInAnyLight } from './axe.ts'
import { customersNamed } from './customers-named.ts'
import { colleague, picture } from './journey.ts'

test('where somebody else was faster in the same field both values are in sight, and one is chosen', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const word = await customersNamed(call, 1)
  const { id } = (await call('GET /customers', { query: { search: word } })).items[0]!
  const params = { id }
  const cityNow = async () => (await call('GET /customers/:id/file', { params })).customer.city
  const elsewhere = (city: string) => call('PATCH /customers/:id', { params, body: { city } })
  await elsewhere('Haifa')
  await page.goto(`/customers/${id}`)
  const city = page.getByRole('button', { name: 'Edit, City' })
  const typed = page.getByRole('textbox', { name: 'City' })

  await city.click()
  await typed.fill('Nazareth')
  await elsewhere('Acre')
  await typed.press('Enter')
  const both = page.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile: Acre' })
  await both.waitFor()
  expect(await typed.inputValue()).toBe('Nazareth')
  expect(await cityNow()).toBe('Acre')
  await picture(page, 'meanwhile')
  expect(await hindrancesInAnyLight(page, 'meanwhile')).toEqual([])
  await both.getByRole('button', { name: 'Keep mine' }).click()
  await page.getByText('City changed').waitFor()
  expect(await cityNow()).toBe('Nazareth')

  await city.click()
  await typed.fill('Lod')
  await elsewhere('Ramla')
  await typed.press('Enter')
  await page.getByRole('button', { name: 'Keep theirs' }).click()
  await page.getByRole('button', { name: 'Edit, City' }).filter({ hasText: 'Ramla' }).waitFor()
  expect(await cityNow()).toBe('Ramla')

  await call('PATCH /customers/:id', { params, body: { country: 'Israel' } })
  await city.click()
  await typed.fill('Yavne')
  await typed.press('Enter')
  await expect.poll(async () => (await call('GET /customers/:id/file', { params })).customer).toMatchObject({ city: 'Yavne', country: 'Israel' })
})
