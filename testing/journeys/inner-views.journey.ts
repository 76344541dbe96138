/** What stands behind an address: the tabs of a file, an order beside it, an import on its way. */
import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { hindrancesInAnyLight } from './axe.ts'
import { colleague, type Visitor } from './journey.ts'

/** A customer with a person, habits, an order and a return. */
async function fullFile(call: Visitor['call']) {
  const tail = randomUUIDv7().slice(-6)
  const { id } = await call('POST /customers', {
    body: {
      id: randomUUIDv7(),
      kind: 'organisation',
      name: `Inner Views ${tail}`,
      country: 'Israel',
      points: [{ channel: 'phone', value: '03-7712345', label: 'office', isPrimary: true }],
    },
  })
  const params = { id }
  await call('POST /customers/:id/contacts', {
    params,
    body: { name: 'דנה כהן', contactRole: 'decides', jobTitle: 'Buyer', points: [{ channel: 'email', value: 'dana@orbit.example' }] },
  })
  await call('POST /customers/:id/contacts', { params, body: { name: 'Gone Before', untilDate: '2024-01-01' } })
  await call('POST /customers/:id/preferences', { params, body: { kind: 'preference', text: 'להתקשר אחרי 16:00' } })
  await call('POST /customers/:id/preferences', { params, body: { kind: 'request', text: 'One invoice a month' } })
  const product = await call('POST /products', { body: { sku: `V-${tail}`, name: 'Kettle', unitPriceMinor: 19_900 } })
  const lines = [{ productId: product.id, quantity: 3 }]
  await call('POST /customers/:id/orders', { params, body: { id: randomUUIDv7(), number: `O-${tail}`, note: 'To the back door', lines } })
  await call('POST /customers/:id/orders', { params, body: { id: randomUUIDv7(), number: `R-${tail}`, kind: 'return', lines } })
  return { id, number: `O-${tail}` }
}

for (const language of ['he', 'en'] as const) {
  test(`nothing behind an address keeps anybody out, in light and dark, in ${language === 'he' ? 'Hebrew' : 'English'}`, async () => {
    const { page, call } = await colleague({ language, theme: 'system', width: 1440, height: 900 })
    const { id, number } = await fullFile(call)
    const found: string[] = []
    const ask = async (view: string) => found.push(...(await hindrancesInAnyLight(page, `view ${view} ${language}`)))

    await page.goto(`/customers/${id}?tab=people`)
    await page.getByRole('article', { name: 'דנה כהן' }).waitFor()
    await page.locator('.people-former summary').click()
    await ask('people')

    await page.goto(`/customers/${id}?tab=orders`)
    await page.getByRole('button', { name: number }).waitFor()
    await ask('orders')
    await page.getByRole('button', { name: number }).click()
    await page.getByText('To the back door').waitFor()
    await ask('order beside the file')

    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`/customers/${id}?tab=details`)
    await page.getByText('One invoice a month').waitFor()
    await ask('preferences on a phone')

    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto('/import')
    const choose = page.getByRole('button', { name: /^(Choose a file|בחירת קובץ)$/ })
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.click()])
    const rows = 'sku,quantity,price,date,customer\nA1,2,10.50,05/01/2024,C1\nA2,x,1,05/01/2024,C1\n'
    await chooser.setFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
    await page.getByRole('region', { name: /עמודות|Columns/ }).waitFor()
    await ask('import')
    expect(found).toEqual([])
  }, 60_000)
}
