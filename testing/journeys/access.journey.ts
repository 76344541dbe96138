import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { hindrances } from './axe.ts'
import { customersNamed } from './customers-named.ts'
import { colleague, picture } from './journey.ts'

const day = 86_400_000

test('a rep from whom amounts and contact points are kept is offered neither, and everything else', async () => {
  const boss = await colleague({ language: 'en' })
  await boss.call('PUT /access/:role', { params: { role: 'rep' }, body: { scope: 'all', hidden: ['amounts', 'contactPoints'] } })
  const word = await customersNamed(boss.call, 2)
  const { page } = await colleague({ role: 'rep', language: 'en' })
  await page.goto(`/customers?search=${word}`)
  await page
    .getByRole('row', { name: new RegExp(word) })
    .first()
    .waitFor()
  const headers = await page.getByRole('columnheader').allTextContents()
  for (const kept of ['Phone', 'E-mail', 'Revenue']) expect(headers.join()).not.toContain(kept)
  expect(headers.join()).toContain('Balance')
  await picture(page, 'rep-list')
  expect(await page.getByRole('link', { name: 'Import' }).count()).toBe(0)
  await page.getByRole('button', { name: 'New customer' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await page.getByRole('dialog').getByLabel('Phone').count()).toBe(0)
  await page.keyboard.press('Escape')

  const { id } = (await boss.call('GET /customers', { query: { search: word } })).items[0]!
  await page.goto(`/customers/${id}`)
  await page.getByRole('heading', { name: 'Finances' }).waitFor()
  expect(await page.getByRole('button', { name: /Add a phone/ }).count()).toBe(0)
  await picture(page, 'rep-file')
  expect(await hindrances(page)).toEqual([])
})

test('a consultant reads the files they were given, and is offered no way to change them', async () => {
  const boss = await colleague({ language: 'he' })
  const word = await customersNamed(boss.call, 2)
  const given = (await boss.call('GET /customers', { query: { search: `${word} 1` } })).items[0]!
  const { page, call } = await colleague({ role: 'consultant', language: 'he' })
  const { user } = await call('GET /session')
  const until = new Date(Date.now() + 7 * day).toISOString()
  await boss.call('POST /users/:id/grants', { params: { id: user.id }, body: { id: randomUUIDv7(), until, reason: 'סקר שימור', fileIds: [given.id] } })

  await page.goto('/customers')
  await page.getByRole('row', { name: new RegExp(word) }).waitFor()
  expect(await page.getByRole('row', { name: new RegExp(`${word} 2`) }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'לקוח חדש' }).count()).toBe(0)
  expect(await page.getByRole('checkbox').count()).toBe(0)
  await picture(page, 'consultant-list')

  await page.goto(`/customers/${given.id}`)
  await page.getByRole('heading', { name: 'פרטים' }).waitFor()
  expect(await page.locator('.edit-shown').count()).toBe(0)
  expect(await page.locator('.composer').count()).toBe(0)
  await picture(page, 'consultant-file')
  expect(await hindrances(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 800 })
  await picture(page, 'consultant-file-phone')
})

test('an administrator lends files to a consultant until a day, and ends it', async () => {
  const { page, call } = await colleague({ language: 'he' })
  const word = await customersNamed(call, 1)
  const lent = await colleague({ role: 'consultant', language: 'he' })
  await page.goto('/settings/people')
  await page
    .getByRole('row', { name: new RegExp(lent.name) })
    .getByRole('button', { name: /תיקים שניתנו/ })
    .click()
  await page.getByRole('button', { name: 'מתן גישה' }).click()
  await page.getByRole('combobox', { name: 'תיקים' }).fill(word)
  await page.getByRole('option', { name: new RegExp(word) }).click()
  await page.getByText(`${word} 1`).waitFor()
  const [year, month, date] = new Date(Date.now() + 7 * day).toISOString().slice(0, 10).split('-')
  const until = page.getByRole('group', { name: /עד סוף היום/ })
  await until.getByRole('spinbutton').first().click()
  await page.keyboard.type(`${date}${month}${year}`)
  await page.getByRole('textbox', { name: /סיבה/ }).fill('סקר שימור')
  await picture(page, 'new-grant')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'סיום עכשיו' }).waitFor()
  await picture(page, 'grants')
  expect(await hindrances(page)).toEqual([])
  await expect.poll(async () => (await lent.call('GET /customers')).items.map(({ name }) => name), { timeout: 5_000 }).toEqual([`${word} 1`])
  await page.getByRole('button', { name: 'סיום עכשיו' }).click()
  await page.getByText('הסתיים').waitFor()
  await expect.poll(async () => (await lent.call('GET /customers')).items.length, { timeout: 5_000 }).toBe(0)
})

test('what a role sees is set by an administrator, and every look shows on the file and in the log', async () => {
  const { page, call, name } = await colleague({ language: 'en' })
  const word = await customersNamed(call, 1)
  const { id } = (await call('GET /customers', { query: { search: word } })).items[0]!
  await page.goto('/settings/access')
  const trainer = page.getByRole('group', { name: 'Trainer' })
  await trainer.getByRole('checkbox', { name: 'Identity numbers' }).click({ force: true })
  await expect.poll(async () => (await call('GET /access')).find(({ role }) => role === 'trainer')?.hidden).toEqual(['taxId'])
  await picture(page, 'roles')

  await page.goto('/customers')
  await page.getByRole('row').nth(1).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(word)
  await page.getByRole('option', { name: new RegExp(word) }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Who looked' }).click()
  await page.getByText('Quick search').waitFor()
  expect(await page.getByRole('rowheader', { name }).count()).toBeGreaterThan(0)
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await expect.poll(async () => (await call('GET /customers/:id/looks', { params: { id } })).items[0]?.action).toBe('file.printed')
  await picture(page, 'looks')
  expect(await hindrances(page)).toEqual([])

  await page.goto('/settings/audit')
  await page.getByRole('cell', { name: 'File printed' }).first().waitFor()
  await picture(page, 'log')
  await page.setViewportSize({ width: 390, height: 800 })
  await picture(page, 'log-phone')
  await page.goto('/settings/access')
  await trainer.waitFor()
  await picture(page, 'roles-phone')
})
