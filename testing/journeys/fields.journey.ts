/** A company's own fields: added in the settings, filled in the file, shown, sorted and narrowed by in the list, removed and brought back. */
import { expect, test } from 'vitest'
import { hindrances } from './axe.ts'
import { customersNamed } from './customers-named.ts'
import { readAnew } from './insight-read.ts'
import { colleague, emptyShop, picture, stranger } from './journey.ts'
import { owner } from './people.ts'

/** Journeys share one company: what this one adds has names of its own, and goes at its end. */
const own = () =>
  `j${Math.random()
    .toString(36)
    .slice(2, 8)
    .replace(/[^a-z]/g, 'x')}`

test('a field is added, filled in a file, and the list shows, sorts and narrows by it, in Hebrew', async () => {
  const { page, call } = await colleague({ language: 'he' })
  const key = own()
  const word = await customersNamed(call, 2)
  const [customer, other] = (await call('GET /customers', { query: { search: word, limit: 10 } })).items
  await page.goto('/settings/fields')
  await page.getByRole('button', { name: 'הוספת שדה' }).click()
  await page.getByLabel('שם בעברית').fill(`דרגה ${key}`)
  await page.getByLabel('שם באנגלית').fill(`Tier ${key}`)
  await page.getByLabel('שם ב־API ובקבצים').fill(key)
  await page.getByRole('button', { name: 'סוג' }).click()
  await page.getByRole('option', { name: 'בחירה אחת' }).click()
  for (const [place, he, en] of [
    [1, 'זהב', 'Gold'],
    [2, 'כסף', 'Silver'],
  ] as const) {
    await page.getByRole('button', { name: 'הוספת בחירה' }).click()
    await page.getByLabel(`בחירה ${place} בעברית`).fill(he)
    await page.getByLabel(`בחירה ${place} באנגלית`).fill(en)
  }
  await picture(page, 'field-dialog')
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: 'שמירה' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  // What is read aloud of the button that saved names it for some seconds after it went: asked afresh.
  await page.reload()
  await page.getByText(`דרגה ${key}`).waitFor()
  await picture(page, 'fields')
  expect(await hindrances(page)).toEqual([])

  await page.goto(`/customers/${customer!.id}`)
  await page.getByRole('button', { name: `דרגה ${key}` }).click()
  await page.getByRole('option', { name: 'זהב' }).click()
  await expect.poll(async () => (await call('GET /customers/:id/file', { params: { id: customer!.id } })).customer.custom[key]).toBe('gold')
  await picture(page, 'field-in-file')
  expect(await hindrances(page)).toEqual([])

  await page.goto(`/customers?columns=name.custom-${key}&sort=custom.${key}&search=${encodeURIComponent(word)}`)
  const first = page.getByRole('row').filter({ hasText: word }).first()
  await first.getByText('זהב').waitFor()
  await picture(page, 'field-in-list')
  expect(await hindrances(page)).toEqual([])
  await page.goto(`/customers?custom=${encodeURIComponent(`${key}=`)}&search=${encodeURIComponent(word)}`)
  await expect.poll(() => page.getByRole('row').filter({ hasText: word }).count()).toBe(1)
  expect(await page.getByRole('row').filter({ hasText: other!.name }).count()).toBe(1)
  await page.getByRole('button', { name: `הסרה: דרגה ${key}` }).click()
  await expect.poll(() => page.getByRole('row').filter({ hasText: word }).count()).toBe(2)

  await page.goto('/settings/fields')
  await page.getByRole('button', { name: `הסרת השדה דרגה ${key}` }).click()
  await page.getByRole('button', { name: `החזרה דרגה ${key}` }).waitFor()
  await page.getByRole('button', { name: `החזרה דרגה ${key}` }).click()
  await page.getByRole('button', { name: `הסרת השדה דרגה ${key}` }).click()
  await page.getByRole('button', { name: `החזרה דרגה ${key}` }).waitFor()
})

test('the settings of fields on a phone, in the dark, in English', async () => {
  const { page, call } = await colleague({ language: 'en', theme: 'dark', width: 390 })
  const key = own()
  const { id } = await call('POST /custom-fields', {
    body: { id: crypto.randomUUID(), subject: 'customer', key, type: 'number', label: { he: 'כמות', en: `Seats ${key}` } },
  })
  await page.goto('/settings/fields')
  await page.getByRole('button', { name: `Edit Seats ${key}` }).click()
  await page.getByLabel('At most').waitFor()
  await picture(page, 'field-dialog-phone')
  expect(await hindrances(page)).toEqual([])
  await page.getByLabel('Name in English').fill(`Chairs ${key}`)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.reload()
  await page.getByText(`Chairs ${key}`).first().waitFor()
  await picture(page, 'fields-phone')
  expect(await hindrances(page)).toEqual([])
  await call('PUT /custom-fields/:id/removal', { params: { id } })
})

test('the fields of an event are filled by the keyboard while it is recorded, and stand on its entry', async () => {
  const { page, call } = await colleague({ language: 'en' })
  const key = own()
  const label = (en: string) => ({ he: `${en} ${key}`, en: `${en} ${key}` })
  const made = []
  for (const [name, type] of [
    ['Topic', 'text'],
    ['Minutes', 'number'],
  ] as const)
    made.push(
      await call('POST /custom-fields', {
        body: { id: crypto.randomUUID(), subject: 'interaction', key: `${key}${name}`, type, label: label(name) },
      }),
    )
  const { id } = await call('POST /customers', { body: { id: crypto.randomUUID(), kind: 'person', name: `Journey ${key}` } })
  await page.goto(`/customers/${id}`)
  const composer = page.getByRole('region', { name: /^Record:/ })
  await composer.getByRole('textbox').first().waitFor()
  await page.keyboard.press('w')
  await page.keyboard.type('Asked for a price')
  await composer.getByRole('button', { name: 'More details' }).waitFor()
  expect(await composer.getByLabel(`Topic ${key}`).count()).toBe(0)
  await page.keyboard.press('Alt+KeyO')
  await expect.poll(() => composer.getByLabel(`Topic ${key}`).evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.type('Spring offer')
  await page.keyboard.press('Tab')
  await page.keyboard.type('12')
  await picture(page, 'fields-of-an-event')
  expect(await hindrances(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('Recorded in the file').waitFor()
  const entry = page.getByRole('article').filter({ hasText: 'Asked for a price' })
  await entry.getByText('Spring offer').waitFor()
  expect((await call('GET /customers/:id/file', { params: { id } })).timeline.items[0]).toMatchObject({
    custom: { [`${key}Topic`]: 'Spring offer', [`${key}Minutes`]: 12 },
  })
  expect(await composer.getByLabel(`Topic ${key}`).count()).toBe(0)
  await picture(page, 'fields-on-an-entry')
  for (const field of made) await call('PUT /custom-fields/:id/removal', { params: { id: field.id } })
})

test('on a phone recording stands on one line with what may be added, and in sight however many fields are open', async () => {
  const { page, call } = await colleague({ language: 'he', theme: 'dark', width: 390 })
  const key = own()
  const made = []
  for (const place of ['A', 'B', 'C', 'D', 'E', 'F', 'G'])
    made.push(
      await call('POST /custom-fields', {
        body: { id: crypto.randomUUID(), subject: 'interaction', key: `${key}${place}`, type: 'text', label: { he: `פרט ${place}`, en: `Detail ${place}` } },
      }),
    )
  const { id } = await call('POST /customers', { body: { id: crypto.randomUUID(), kind: 'person', name: `לקוח ${key}` } })
  await page.goto(`/customers/${id}`)
  await page.getByRole('main').getByRole('button', { name: 'תיעוד', exact: true }).click()
  const sheet = page.getByRole('dialog')
  const more = sheet.getByRole('button', { name: 'פרטים נוספים' })
  const record = sheet.getByRole('button', { name: 'תיעוד', exact: true })
  const line = async () => Promise.all([more, record, sheet.getByRole('button', { name: 'הוספת התחייבות' })].map(async (each) => (await each.boundingBox())!.y))
  await more.waitFor()
  await expect.poll(async () => new Set(await line()).size).toBe(1)
  await more.click()
  await sheet.getByLabel('פרט G').waitFor()
  await expect.poll(async () => (await record.boundingBox())!.y + (await record.boundingBox())!.height).toBeLessThanOrEqual(page.viewportSize()!.height)
  expect(new Set(await line()).size).toBe(1)
  await picture(page, 'fields-of-an-event-phone')
  expect(await hindrances(page)).toEqual([])
  for (const field of made) await call('PUT /custom-fields/:id/removal', { params: { id: field.id } })
})

test('the fields of an order are filled while it is taken, and edited on it in the file and in the list, in Hebrew', async () => {
  const { page, call } = await colleague({ language: 'he' })
  const key = own()
  const field = await call('POST /custom-fields', {
    body: { id: crypto.randomUUID(), subject: 'order', key, type: 'text', label: { he: `רציף ${key}`, en: `Dock ${key}` } },
  })
  const { id, name } = await call('POST /customers', { body: { id: crypto.randomUUID(), kind: 'person', name: `לקוח ${key}` } })
  await call('POST /products', { body: { sku: key, name: key, unitPriceMinor: 1000 } })
  await page.goto(`/customers/${id}`)
  await page
    .getByRole('region', { name: /^תיעוד:/ })
    .getByRole('textbox')
    .first()
    .click()
  await page.getByRole('radio', { name: 'הזמנה' }).press(' ')
  await page.getByRole('combobox', { name: /^הוספת מוצר/ }).fill(key)
  await page.getByRole('option', { name: key }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: /^כמות/ }).press('Alt+KeyO')
  await expect.poll(() => page.getByLabel(`רציף ${key}`).evaluate((input) => input === document.activeElement)).toBe(true)
  await page.keyboard.type('רציף 4')
  await picture(page, 'fields-of-an-order')
  expect(await hindrances(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('ההזמנה נרשמה').waitFor()
  await page.keyboard.press('Alt+Digit1')
  const [order] = (await call('GET /customers/:id/orders', { params: { id } })).items
  const stands = async () => (await call('GET /customers/:id/orders/:partId', { params: { id, partId: order!.id } })).custom[key]
  expect(await stands()).toBe('רציף 4')

  const edit = async (text: string) => {
    await page.getByRole('button', { name: `עריכה, רציף ${key}` }).click()
    await page.getByRole('textbox', { name: `רציף ${key}` }).fill(text)
    await page.keyboard.press('Enter')
    await expect.poll(stands).toBe(text)
  }
  await page.goto(`/customers/${id}?order=${order!.id}`)
  await edit('רציף 5')
  await picture(page, 'fields-on-an-order')
  expect(await hindrances(page)).toEqual([])
  await page.goto(`/orders?search=${encodeURIComponent(name)}&peek=${id}.${order!.id}`)
  await edit('רציף 6')
  await picture(page, 'fields-on-an-order-in-the-list')
  await page.goto(`/orders?columns=number.customer.custom-${key}&sort=custom.${key}&direction=descending`)
  await page.getByRole('row').nth(1).getByText('רציף 6').waitFor()
  await page.getByRole('button', { name: 'שדות נוספים' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'סינון לפי שדה נוסף' }).click()
  await page.getByRole('option', { name: `רציף ${key}` }).click()
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: `רציף ${key}` })
    .fill('רציף 6')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: `הסרה: רציף ${key}` }).waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await picture(page, 'orders-by-a-field')
  expect(await hindrances(page)).toEqual([])
  await call('PUT /custom-fields/:id/removal', { params: { id: field.id } })
})

test('a person at a customer is added with fields of the company’s own, on a phone, in the dark', async () => {
  const { page, call } = await colleague({ language: 'en', theme: 'dark', width: 390 })
  const key = own()
  const field = await call('POST /custom-fields', {
    body: { id: crypto.randomUUID(), subject: 'contact', key, type: 'yesNo', label: { he: `חונה ${key}`, en: `Parks here ${key}` } },
  })
  const { id } = await call('POST /customers', { body: { id: crypto.randomUUID(), kind: 'organisation', name: `Journey ${key}` } })
  await page.goto(`/customers/${id}?tab=people`)
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByRole('textbox', { name: /^Name/ }).fill('Dana Park')
  await page.getByRole('button', { name: 'More details' }).click()
  await page.getByRole('button', { name: `Parks here ${key}` }).click()
  await page.getByRole('option', { name: 'Yes' }).click()
  await picture(page, 'fields-of-a-person-phone')
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('article', { name: 'Dana Park' }).getByText('Yes').waitFor()
  expect((await call('GET /customers/:id/file', { params: { id } })).contacts).toMatchObject([{ name: 'Dana Park', custom: { [key]: true } }])
  await call('PUT /custom-fields/:id/removal', { params: { id: field.id } })
})

test('the search box finds a customer by a field marked for it, and says which, in Hebrew', async () => {
  const { page, call } = await colleague({ language: 'he' })
  const key = own()
  const field = await call('POST /custom-fields', {
    body: { id: crypto.randomUUID(), subject: 'customer', key, type: 'text', searchable: true, label: { he: `כרטיס ${key}`, en: `Card ${key}` } },
  })
  const { id } = await call('POST /customers', {
    body: { id: crypto.randomUUID(), kind: 'person', name: 'אורי שדה', custom: { [key]: `${key}-4471` } },
  })
  await page.goto('/')
  await page.getByRole('button', { name: /^חיפוש לקוח/ }).click()
  await page.getByRole('dialog').getByRole('combobox').fill(`${key}-44`)
  const option = page.getByRole('option', { name: 'אורי שדה' })
  await option.getByText(`כרטיס ${key}`).waitFor()
  await picture(page, 'field-in-palette')
  expect(await hindrances(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain(`/customers/${id}`)
  await call('PUT /custom-fields/:id/removal', { params: { id: field.id } })
})

test('a customer who came to a stage is asked for what it requires: said on the file, asked with a change, filled at once', { timeout: 90_000 }, async () => {
  const { page, call } = await stranger(await emptyShop(), { language: 'he' })
  await call('POST /setup', { body: { ...owner, company: 'כרמל אספקה', language: 'he' } })
  const { id } = await call('POST /customers', { body: { id: crypto.randomUUID(), kind: 'organisation', name: 'מאפיית הגליל' } })
  const product = await call('POST /products', { body: { sku: 'A-1', name: 'קמח', unitPriceMinor: 1000 } })
  for (const days of [22, 15, 8, 1])
    await call('POST /customers/:id/orders', {
      params: { id },
      body: { id: crypto.randomUUID(), orderedAt: new Date(Date.now() - days * 86_400_000).toISOString(), lines: [{ productId: product.id, quantity: 1 }] },
    })
  await page.goto('/settings/fields')
  await page.getByRole('button', { name: 'הוספת שדה' }).click()
  await page.getByLabel('שם בעברית').fill('מספר חוזה')
  await page.getByLabel('שם באנגלית').fill('Contract number')
  await page.getByRole('button', { name: /חובה/ }).click()
  await page.getByRole('option', { name: 'משלב ״חדש״ והלאה' }).click()
  await picture(page, 'field-required-from')
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: 'שמירה' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('משלב ״חדש״ והלאה').waitFor()
  const [field] = await call('GET /custom-fields')
  await call('PATCH /custom-fields/:id', { params: { id: field!.id }, body: { limits: { longest: 10 } } })

  await readAnew({ call })
  await page.goto(`/customers/${id}`)
  await page.getByText('עוד לא מולא:').waitFor()
  await page.getByRole('button', { name: 'עריכה, יישוב' }).click()
  await page.getByRole('textbox', { name: 'יישוב' }).fill('צפת')
  await page.keyboard.press('Enter')
  await page.getByText('קודם צריך למלא בתיק: מספר חוזה.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'מילוי' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('מספר חוזה').fill('חוזה מסגרת 17-2026')
  await dialog.getByRole('button', { name: 'שמירה' }).click()
  await dialog.getByText('ארוך מדי').first().waitFor()
  expect(await dialog.getByLabel('מספר חוזה').inputValue()).toBe('חוזה מסגרת 17-2026')
  await dialog.getByLabel('מספר חוזה').fill('17-2026')
  await picture(page, 'fill-missing')
  expect(await hindrances(page)).toEqual([])
  await dialog.getByRole('button', { name: 'שמירה' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('עוד לא מולא:').waitFor({ state: 'detached' })
  expect((await call('GET /customers/:id/file', { params: { id } })).customer.custom).toEqual({ contractNumber: '17-2026' })
})
