import { randomUUIDv7 } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hindrances } from './axe.ts'
import { colleague, picture, type Visitor } from './journey.ts'

/** A customer of the journey's own, and a product nobody else sells. */
async function customerOf({ call }: Visitor) {
  const name = `Journey ${randomUUIDv7().slice(-6)}`
  const customer = await call('POST /customers', { body: { id: randomUUIDv7(), kind: 'person', name } })
  return { id: customer.id, name, file: () => call('GET /customers/:id/file', { params: { id: customer.id } }) }
}

const composer = (page: Page) => page.getByRole('region', { name: /^(Record|תיעוד):/ })
const text = (page: Page) => composer(page).getByRole('textbox').first()

async function recordFor(page: Page, name: string) {
  await page.keyboard.press('r')
  await page.getByRole('combobox', { name: /^Customer/ }).fill(name)
  await page.getByRole('option', { name }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect
    .poll(() =>
      text(page)
        .evaluate((field) => field === document.activeElement)
        .catch(() => false),
    )
    .toBe(true)
}

test('a call and the promise made in it are written on the file by the keyboard alone', async () => {
  const visitor = await colleague({ language: 'en' })
  const { page } = visitor
  const customer = await customerOf(visitor)
  await page.goto(`/customers/${customer.id}`)
  await text(page).waitFor()
  await page.keyboard.press('w')
  await page.keyboard.type('Asked where the delivery is')
  await composer(page).getByRole('button', { name: 'Add a promise' }).press('Enter')
  await page.keyboard.type('Call back with a time')
  await picture(page, 'composer')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Recorded in the file').waitFor()
  const { timeline, promises } = await customer.file()
  expect(timeline.items.find((entry) => entry.kind === 'interaction')).toMatchObject({
    channel: 'phone',
    direction: 'in',
    preview: 'Asked where the delivery is',
  })
  expect(promises).toMatchObject([{ text: 'Call back with a time', outcome: null }])
  await expect.poll(() => page.getByText('Asked where the delivery is').count()).toBeGreaterThan(0)
})

test('a slash changes the kind: a complaint is recorded, answered on its page, and gone from what waits', async () => {
  const visitor = await colleague({ language: 'en' })
  const { page } = visitor
  const customer = await customerOf(visitor)
  await page.goto(`/customers/${customer.id}`)
  await text(page).fill('/compl')
  await page.keyboard.press('Enter')
  await page.keyboard.type(`Nobody answers ${customer.name}`)
  await page.keyboard.press('Control+Enter')
  await page.getByText('Recorded in the file').waitFor()
  await page.goto('/voices')
  await page
    .getByRole('row')
    .filter({ hasText: `Nobody answers ${customer.name}` })
    .click()
  await page.getByRole('textbox', { name: 'What the customer was told' }).fill('A second line is open now')
  await page.getByRole('button', { name: 'Save the answer' }).click()
  await page.getByText('The answer was saved').waitFor()
  const answered = (await visitor.call('GET /voices', { query: { open: 'false' } })).items.filter(({ customerId }) => customerId === customer.id)
  expect(answered).toMatchObject([{ kind: 'complaint', answer: 'A second line is open now' }])
  await expect.poll(() => page.getByText(`Nobody answers ${customer.name}`).count()).toBe(0)
})

test('a private note is told apart from what went to the customer', async () => {
  const visitor = await colleague({ language: 'en' })
  const { page } = visitor
  const customer = await customerOf(visitor)
  await page.goto(`/customers/${customer.id}`)
  const ground = () => composer(page).evaluate((card) => getComputedStyle(card).backgroundColor)
  await text(page).focus()
  const before = await ground()
  await page.keyboard.press('Alt+Digit6')
  await page.getByText('Private note: the customer does not see it').waitFor()
  expect(await ground()).not.toBe(before)
  expect(await hindrances(page)).toEqual([])
  await page.keyboard.type('Speak slowly')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await customer.file()).timeline.items).toMatchObject([{ channel: 'note', direction: 'internal' }])
})

test('an order is taken from anywhere by the keyboard, and its total is what is stored', async () => {
  const visitor = await colleague({ language: 'en' })
  const { page, call } = visitor
  const customer = await customerOf(visitor)
  const name = `Kettle ${customer.name}`
  await call('POST /products', { body: { sku: name, name, unitPriceMinor: 1999 } })
  await page.goto('/orders')
  await page.getByRole('grid').waitFor()
  await recordFor(page, customer.name)
  await page.getByRole('radio', { name: 'Order' }).press(' ')
  await page.getByRole('combobox', { name: /^Add a product/ }).fill(name)
  await page.getByRole('option', { name }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('textbox', { name: `Quantity: ⁨${name}⁩` }).evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.order-total').innerText()).toContain('239.88')
  await picture(page, 'order entry')
  await page.keyboard.press('Control+Enter')
  await page.getByText('The order was taken').waitFor()
  expect((await call('GET /customers/:id/orders', { params: { id: customer.id } })).items).toMatchObject([{ kind: 'order', amountMinor: 23_988 }])
})

test('a file in which an order was begun opens as it is, without the list of products over it', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const { id } = await call('POST /customers', { body: { id: crypto.randomUUID(), kind: 'person', name: 'Begun Order' } })
  await page.goto(`/customers/${id}`)
  await page.getByRole('radio', { name: 'Order' }).press(' ')
  const products = page.getByRole('combobox', { name: /^Add a product/ })
  await page.getByRole('listbox').waitFor()
  expect(await products.evaluate((box) => box === document.activeElement)).toBe(true)
  await page.reload()
  await products.waitFor()
  await page.getByRole('button', { name: 'Save the order' }).waitFor()
  expect(await page.getByRole('listbox').count()).toBe(0)
  expect(await products.evaluate((box) => box === document.activeElement)).toBe(false)
})

test('what is being written survives a reload, a refusal and a lost connection, and is recorded once', async () => {
  const visitor = await colleague({ language: 'en' })
  const { page } = visitor
  const customer = await customerOf(visitor)
  const path = `/customers/${customer.id}`
  await page.goto(path)
  await text(page).fill('Half a thought')
  await page.reload()
  await expect.poll(() => text(page).inputValue()).toBe('Half a thought')

  const address = '**/api/customers/*/interactions'
  await page.route(address, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', json: { code: 'unexpected', status: 500, id: 'L-1' } }),
  )
  await text(page).press('Control+Enter')
  await composer(page).getByRole('alert').filter({ hasText: 'L-1' }).waitFor()
  expect(await text(page).inputValue()).toBe('Half a thought')
  await page.unroute(address)

  await page.route('**/assets/**', (route) => route.abort()) // what the screen fetches ahead must not take it away
  await page.context().setOffline(true)
  await text(page).press('Control+Enter')
  await composer(page).getByText('One entry waits to be sent').waitFor()
  await picture(page, 'offline')
  await page.unroute('**/assets/**')
  await page.context().setOffline(false)
  await expect.poll(async () => (await customer.file()).timeline.items).toMatchObject([{ preview: 'Half a thought' }])
  await expect.poll(() => composer(page).getByText('One entry waits to be sent').count()).toBe(0)
})

test('files go along with an entry under their bare name; one too large is named and left out', async () => {
  const visitor = await colleague({ language: 'en' })
  const { page } = visitor
  const customer = await customerOf(visitor)
  await page.goto(`/customers/${customer.id}`)
  await text(page).focus()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), composer(page).getByRole('button', { name: 'Attach a file' }).click()])
  const file = (name: string, bytes: number) => ({ name, mimeType: 'text/html', buffer: Buffer.alloc(bytes, 'a') })
  await chooser.setFiles([file('x.html', 100), file('film.mp4', 26 * 2 ** 20)])
  await composer(page).getByText('film.mp4').waitFor()
  await text(page).fill('As agreed')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Recorded in the file').waitFor()
  expect((await customer.file()).timeline.items).toMatchObject([{ attachments: [{ name: 'x.html', contentType: 'application/octet-stream', sizeBytes: 100 }] }])
})

test('a reply goes on in the same conversation and channel, from the other side, with what was already written', async () => {
  const visitor = await colleague({ language: 'en' })
  const { page, call } = visitor
  const customer = await customerOf(visitor)
  const first = await call('POST /customers/:id/interactions', {
    params: { id: customer.id },
    body: { id: randomUUIDv7(), channel: 'email', direction: 'in', subject: 'Broken kettle', body: 'It leaks' },
  })
  await page.goto(`/customers/${customer.id}`)
  await text(page).fill('A new one is on its way')
  await page.getByRole('article').getByRole('button', { name: 'Reply' }).click()
  await composer(page).getByText('Continues:').waitFor()
  await expect.poll(() => composer(page).getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Broken kettle')
  await picture(page, 'reply')
  expect(await hindrances(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('Recorded in the file').waitFor()
  expect((await customer.file()).timeline.items[0]).toMatchObject({
    conversationId: first.conversationId,
    channel: 'email',
    direction: 'out',
    subject: 'Broken kettle',
    preview: 'A new one is on its way',
  })
  await expect.poll(() => composer(page).getByText('Continues:').count()).toBe(0)
})

test('files chosen for an entry wait while another file is open; after a reload they are named as lost', async () => {
  const visitor = await colleague({ language: 'en' })
  const { page } = visitor
  const [one, other] = [await customerOf(visitor), await customerOf(visitor)]
  await page.goto(`/customers/${one.id}`)
  await text(page).fill('See the picture')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), composer(page).getByRole('button', { name: 'Attach a file' }).click()])
  await chooser.setFiles({ name: 'leak.png', mimeType: 'image/png', buffer: Buffer.from('png') })
  const chosen = composer(page).getByRole('list', { name: 'Attachments' }).getByText('leak.png')
  await chosen.waitFor()
  const openFile = async ({ name }: { name: string }) => {
    await page.getByRole('button', { name: /^Find a customer/ }).click()
    await page.getByRole('dialog').getByRole('combobox').fill(name)
    await page.getByRole('option', { name }).first().click()
    await page.getByRole('heading', { name }).waitFor()
    await text(page).waitFor()
  }
  await openFile(other)
  expect(await chosen.count()).toBe(0)
  await openFile(one)
  await chosen.waitFor()
  await page.reload()
  await composer(page).getByText('Attach again: ⁨leak.png⁩').waitFor()
  expect(await chosen.count()).toBe(0)
})

test('on a phone the score is three taps away under the thumb, in Hebrew', async () => {
  const visitor = await colleague({ language: 'he', width: 390, height: 780 })
  const { page } = visitor
  const customer = await customerOf(visitor)
  await page.goto(`/customers/${customer.id}`)
  await page.locator('.record-bar').getByRole('button').tap()
  await page.locator('.kind[data-kind=score]').tap()
  await page.locator('.face').filter({ hasText: 'וואו' }).tap()
  await page.locator('.scale').first().getByText('10').tap()
  await picture(page, 'score on a phone')
  expect(await hindrances(page)).toEqual([])
  await composer(page).getByRole('button', { name: 'תיעוד', exact: true }).tap()
  await expect
    .poll(async () => (await customer.file()).scores.map(({ question, value }) => `${question} ${value}`).sort())
    .toEqual(['expectation 3', 'recommend 10'])
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
