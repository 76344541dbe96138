import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { hindrancesInAnyLight } from './axe.ts'
import { customersNamed } from './customers-named.ts'
import { colleague, type Visitor } from './journey.ts'

/** A new customer's file with an entry in each of a few channels, a promise, a complaint and a person. */
async function someFile(call: Visitor['call']) {
  const word = await customersNamed(call, 1)
  const { id } = (await call('GET /customers', { query: { search: word } })).items[0]!
  const params = { id }
  await call('PATCH /customers/:id', { params, body: { city: 'Haifa', overdueMinor: 125_000, balanceMinor: 400_000 } })
  await call('POST /customers/:id/points', { params, body: { channel: 'phone', value: '054-7712345' } })
  await call('POST /customers/:id/contacts', {
    params,
    body: { name: 'Dana Cohen', contactRole: 'decides', points: [{ channel: 'email', value: 'dana@orbit.example' }] },
  })
  const talk = (n: number, channel: 'phone' | 'email' | 'whatsapp', occurredAt: string, more: object = {}) =>
    call('POST /customers/:id/interactions', { params, body: { id: randomUUIDv7(), channel, direction: 'in', subject: `Talk ${n}`, occurredAt, ...more } })
  await talk(0, 'phone', '2025-03-01T10:00:00Z', { asked: 'a better price' })
  const { conversationId } = await talk(1, 'email', '2025-03-02T10:00:00Z')
  await talk(2, 'email', '2025-03-02T11:00:00Z', { conversationId })
  await talk(3, 'whatsapp', '2025-03-04T10:00:00Z')
  await call('POST /customers/:id/interactions', { params, body: { id: randomUUIDv7(), channel: 'phone', direction: 'in', asked: 'where the delivery is' } })
  await call('POST /customers/:id/promises', { params, body: { text: 'Send the quote', dueOn: '2024-01-01' } })
  await call('POST /customers/:id/voices', { params, body: { id: randomUUIDv7(), kind: 'complaint', text: 'The driver came late' } })
  return id
}

const opened = async ({ page }: Visitor, id: string) => {
  await page.goto(`/customers/${id}`)
  await page.getByText('Talk 3').waitFor()
}

test('the file says at once who calls, what they asked today, what is late and what is owed', async () => {
  const me = await colleague({ language: 'en' })
  const id = await someFile(me.call)
  await opened(me, id)
  const today = me.page.getByRole('region', { name: 'Today' })
  await today.getByText('where the delivery is').waitFor()
  await today.getByText('one promise overdue').waitFor()
  await me.page.getByRole('banner').or(me.page.locator('.file-head')).getByText('1,250').first().waitFor()
  expect(await me.page.getByRole('link', { name: '054-771-2345' }).first().getAttribute('href')).toBe('tel:+972547712345')
})

test('a detail is edited where it stands: Enter saves, Undo takes it back, Esc leaves it, a fault keeps what was typed', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const id = await someFile(call)
  const cityNow = async () => (await call('GET /customers/:id/file', { params: { id } })).customer.city
  await page.goto(`/customers/${id}`)
  const city = page.getByRole('button', { name: 'Edit, City' })
  const typed = page.getByRole('textbox', { name: 'City' })
  await city.click()
  await typed.fill('Nazareth')
  await typed.press('Enter')
  await page.getByText('City changed').waitFor()
  await expect.poll(cityNow).toBe('Nazareth')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(cityNow).toBe('Haifa')
  await city.click()
  await typed.fill('Nowhere')
  await typed.press('Escape')
  await expect.poll(() => city.innerText()).toContain('Haifa')
  expect(await city.evaluate((button) => document.activeElement === button)).toBe(true)

  await page.getByRole('button', { name: 'Edit, Company number' }).click()
  const number = page.getByRole('textbox', { name: 'Company number' })
  await number.fill('123456789')
  await number.press('Enter')
  await page.getByText('The check digit does not fit').waitFor()
  expect(await number.inputValue()).toBe('123456789')
})

test('what kind of customer it is, their country and their team are changed where they stand', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const { id } = await call('POST /customers', { body: { id: randomUUIDv7(), kind: 'person', name: 'Plain File' } })
  const team = await call('POST /teams', { body: { name: `Harbour ${id.slice(-6)}` } })
  await page.goto(`/customers/${id}`)
  const choose = async (field: string, option: string) => {
    await page.getByRole('button', { name: new RegExp(`${field}$`) }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
    await page.getByText(`${field} changed`).waitFor()
  }
  await choose('Kind', 'Organisation')
  await choose('Team', team.name)
  await page.getByRole('button', { name: 'Edit, Country' }).click()
  await page.getByRole('textbox', { name: 'Country' }).fill('Cyprus')
  await page.keyboard.press('Enter')
  await page.getByText('Country changed').waitFor()
  const { customer } = await call('GET /customers/:id/file', { params: { id } })
  expect(customer).toMatchObject({ kind: 'organisation', country: 'Cyprus', team: { name: team.name } })
})

test('what is chosen in place is chosen by keyboard too, and the focus stays with it', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const id = await someFile(call)
  await page.goto(`/customers/${id}`)
  const language = page.getByRole('button', { name: /Language$/ }).last()
  const focused = (name: RegExp) =>
    page
      .getByRole('button', { name })
      .last()
      .evaluate((button) => document.activeElement === button)
  await language.focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: 'English' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Language changed').waitFor()
  await expect.poll(() => focused(/^English\s+Language$/)).toBe(true)

  await page.getByRole('button', { name: /Customer since$/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('spinbutton').first().waitFor()
  await page.keyboard.type('05032021')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(/^05\/03\/2021\s+Customer since$/)).toBe(true)
  await page.getByText('Customer since changed').waitFor()
  const { customer } = await call('GET /customers/:id/file', { params: { id } })
  expect(customer).toMatchObject({ language: 'en', customerSince: '2021-03-05' })
})

test('a phone is put right, described, made primary and removed, each with a way back', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const { id } = await call('POST /customers', {
    body: { id: randomUUIDv7(), kind: 'organisation', name: 'Two Phones', points: [{ channel: 'phone', value: '031111111', isPrimary: true }] },
  })
  await call('POST /customers/:id/points', { params: { id }, body: { channel: 'phone', value: '032222222' } })
  const points = async () =>
    (await call('GET /customers/:id/file', { params: { id } })).points.map(({ value, label, isPrimary }) =>
      `${value} ${label} ${isPrimary ? 'primary' : ''}`.trim(),
    )
  await page.goto(`/customers/${id}`)
  const act = async (value: string, action: string) => {
    await page.getByRole('button', { name: new RegExp(`^Actions: .${value.replace('+', '\\+')}`) }).click()
    await page.getByRole('menuitem', { name: action }).click()
  }
  const undo = () => page.getByRole('button', { name: 'Undo' }).last().click()
  await act('+97232222222', 'Edit number or address')
  const number = page.getByRole('textbox', { name: 'Number or address' })
  await number.fill('not a phone')
  await number.press('Enter')
  await page.getByText('Not a phone number').waitFor()
  await number.fill('03-333 3333')
  await number.press('Enter')
  await expect.poll(points).toEqual(['+97231111111  primary', '+97233333333'])
  await act('+97233333333', 'Edit label')
  await page.getByRole('textbox', { name: 'Label' }).fill('office')
  await page.keyboard.press('Enter')
  await expect.poll(points).toEqual(['+97231111111  primary', '+97233333333 office'])
  await act('+97233333333', 'Make primary')
  await expect.poll(points).toEqual(['+97233333333 office primary', '+97231111111'])
  await undo()
  await expect.poll(points).toEqual(['+97231111111  primary', '+97233333333 office'])
  await act('+97233333333', 'Remove')
  await expect.poll(points).toEqual(['+97231111111  primary'])
  await undo()
  await expect.poll(points).toEqual(['+97231111111  primary', '+97233333333 office'])
})

test('preferences and standing requests are kept apart, reworded, and a removed person comes back whole', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const id = await someFile(call)
  const file = () => call('GET /customers/:id/file', { params: { id } })
  const kept = async () => (await file()).preferences.map(({ kind, text }) => `${kind}: ${text}`).sort()
  await page.goto(`/customers/${id}`)
  const write = async (field: string, button: string, text: string) => {
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('textbox', { name: field }).fill(text)
    await page.keyboard.press('Control+Enter')
  }
  await write('Add a preference', 'Add a preference', 'Call after 10')
  await write('Add a standing request', 'Add a standing request', 'One invoice a month')
  await expect.poll(kept).toEqual(['preference: Call after 10', 'request: One invoice a month'])
  await write('Preferences', 'Edit, Preferences', 'Call after 16')
  await expect.poll(kept).toEqual(['preference: Call after 16', 'request: One invoice a month'])

  await page.getByRole('tab', { name: /People/ }).click()
  await page.getByRole('button', { name: /^Actions for .Dana Cohen/ }).click()
  await page.getByRole('menuitem', { name: /Remove/ }).click()
  await expect.poll(async () => (await file()).contacts).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(async () => (await file()).contacts).toMatchObject([{ name: 'Dana Cohen', contactRole: 'decides' }])
  expect((await file()).points.map(({ value }) => value)).toContain('dana@orbit.example')
})

test('the timeline is narrowed by channel and words, folds a conversation, and jumps to a month', async () => {
  const me = await colleague({ language: 'en' })
  const { page } = me
  await opened(me, await someFile(me.call))
  expect(await page.getByText('Talk 1', { exact: true }).count()).toBe(0)
  await page.getByRole('button', { name: 'one more in this conversation' }).click()
  await page.getByText('Talk 1', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'WhatsApp', exact: true }).click()
  await expect.poll(() => page.getByRole('article').count()).toBe(1)
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Search in this file' }).fill('better')
  await expect.poll(() => page.getByRole('article').count()).toBe(1)
  await page.getByText('a better price').waitFor()
  await page.getByRole('searchbox', { name: 'Search in this file' }).fill('')
  await page.getByRole('button', { name: 'Jump to a date' }).click()
  await page.getByRole('button', { name: /March 2025/ }).click()
  await page.getByText(/From Monday,? 31 March 2025 back/).waitFor()
  await expect.poll(() => page.getByRole('article').count()).toBe(4)
})

test('what a colleague records appears by itself; to one who reads further down it is announced', async () => {
  const me = await colleague({ language: 'en', height: 520 })
  const other = await colleague({ language: 'en' })
  const id = await someFile(me.call)
  const record = (subject: string) =>
    other.call('POST /customers/:id/interactions', { params: { id }, body: { id: randomUUIDv7(), channel: 'sms', direction: 'out', subject } })
  await opened(me, id)
  await record('While you look')
  const timeline = me.page.getByRole('region', { name: 'Timeline' })
  await timeline.getByText('While you look').waitFor()
  await me.page.locator('.timeline-scroll').evaluate((area) => area.scrollTo({ top: 300 }))
  await record('While you read')
  await me.page.getByRole('button', { name: 'One new entry' }).click()
  await timeline.getByText('While you read').waitFor()
})

test('one key keeps a promise, and undo opens it again', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const id = await someFile(call)
  const open = async () => (await call('GET /customers/:id/file', { params: { id } })).facts.openPromises
  await page.goto(`/customers/${id}`)
  await page.getByRole('button', { name: /^Kept/ }).focus()
  await page.keyboard.press('k')
  await expect.poll(open).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(open).toBe(1)
})

for (const language of ['he', 'en'] as const) {
  test(`the file keeps nobody out, in light and dark, wide and on a phone, in ${language === 'he' ? 'Hebrew' : 'English'}`, async () => {
    const me = await colleague({ language, theme: 'system' })
    const id = await someFile(me.call)
    await opened(me, id)
    const found: string[] = []
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await me.page.setViewportSize({ width, height })
      await me.page.getByText('Talk 3').waitFor()
      found.push(...(await hindrancesInAnyLight(me.page, `file ${language} ${width}`)))
    }
    expect(found).toEqual([])
  })
}
