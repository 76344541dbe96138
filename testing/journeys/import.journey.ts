import { randomUUID } from 'node:crypto'
import { text as textOf } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { needs, testData } from '../test-data.ts'
import { hindrances } from './axe.ts'
import { emptyShop, picture, stranger, type Visitor } from './journey.ts'
import { owner } from './people.ts'

async function administrator(language: 'he' | 'en'): Promise<Visitor> {
  const visitor = await stranger(await emptyShop(), { language })
  await visitor.call('POST /setup', { body: { ...owner, company: 'Carmel Supply', language } })
  await visitor.page.goto('/import')
  return visitor
}

/** Chooses a file with the keyboard. */
async function choose(page: Page, button: string, file: string | { name: string; mimeType: string; buffer: Buffer }) {
  await page.getByText(/עוד לא יובא דבר|Nothing has been imported yet/).waitFor()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: button }).press('Enter')])
  await chooser.setFiles(file)
  await page.getByRole('region', { name: /עמודות|Columns/ }).waitFor()
}

const press = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}

test('a file is mapped, tried, imported, its refused row downloaded, and all of it taken back, by keyboard', async () => {
  const { page } = await administrator('he')
  await page.getByText('עוד לא יובא דבר').waitFor()
  expect(await hindrances(page)).toEqual([])
  const text = 'kod,kama,מחיר,תאריך,מספר לקוח\nA1,2,10.50,05/01/2024,C1\nA2,x,1,05/01/2024,C1\nA3,1,3,06/01/2024,C2\n'
  await choose(page, 'בחירת קובץ', { name: 'הזמנות.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  expect(await hindrances(page)).toEqual([])
  for (const [column, field] of [
    ['kod', 'מק״ט'],
    ['kama', 'כמות'],
  ] as const) {
    await page.getByRole('button', { name: new RegExp(`${column}.*שדה`) }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: field, exact: true }).focus()
    await page.keyboard.press('Enter')
  }
  await press(page, 'בדיקה בלי לשנות דבר')
  await page.getByText('דבר לא השתנה עדיין').waitFor()
  await page.getByText('כמות: לא מספר').waitFor()
  expect(await hindrances(page)).toEqual([])
  await picture(page, 'import-forecast')
  await press(page, 'ייבוא')
  await page.getByRole('heading', { name: 'מה נעשה' }).waitFor()
  expect(await hindrances(page)).toEqual([])
  await picture(page, 'import-result')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'הורדת השורות שנדחו' }).click()])
  expect(await textOf(await download.createReadStream())).toBe('kod,kama,מחיר,תאריך,מספר לקוח,סיבה\r\nA2,x,1,05/01/2024,C1,כמות: לא מספר\r\n')
  await press(page, 'ביטול הייבוא כולו')
  await page.getByRole('heading', { name: 'הייבוא בוטל' }).waitFor()
  await page.getByText('8 רשומות הוסרו').waitFor()
  await page.getByRole('link', { name: 'ייבוא קובץ נוסף' }).click()
  await page.getByRole('link', { name: 'הזמנות.csv' }).waitFor()
})

test('a file that cannot be read says why and what to do', async () => {
  const { page } = await administrator('en')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a file' }).click()])
  await chooser.setFiles({ name: 'book.csv', mimeType: 'text/csv', buffer: Buffer.from('504b030414000600', 'hex') })
  await page.getByRole('alert').getByText('Save it as CSV and try again.').waitFor()
  expect(await hindrances(page)).toEqual([])
})

const file = 'online_retail/online_retail.csv'

test.skipIf(!process.env.KESHER_LONG_TESTS || needs(file).skip)(
  'half a million real lines, with a few clicks (needs KESHER_LONG_TESTS and the data)',
  { timeout: 600_000 },
  async () => {
    const { page } = await administrator('en')
    await choose(page, 'Choose a file', { name: 'online_retail.csv', mimeType: 'text/csv', buffer: Buffer.from(testData(file)) })
    page.setDefaultTimeout(300_000)
    await press(page, 'Check without changing anything')
    await page.getByText('Nothing has been changed yet.').waitFor()
    await picture(page, 'online-retail-forecast')
    await press(page, 'Import')
    await page.getByText('You may leave this page').waitFor()
    await picture(page, 'online-retail-running')
    await page.getByRole('heading', { name: 'What was done' }).waitFor()
    await picture(page, 'online-retail-result')
    expect(await page.getByRole('row').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/Order lines\s+406,829\s+0\s+0/), expect.stringMatching(/Customers\s+4,372\s+0\s+0/)]),
    )
  },
)

test.each([
  ['he', 1280, 'light'],
  ['en', 390, 'dark'],
] as const)('a row that looks like a customer here is brought to them instead of opening a second file (%s, %i wide, %s)', async (language, width, scheme) => {
  const { page, call } = await administrator(language)
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme: scheme })
  await call('POST /customers', { body: { id: randomUUID(), kind: 'person', name: 'שרה רוזנפלד', city: 'חיפה' } as never })
  const text = 'name,city,address\nSara Rosenfeld,חיפה,1 Elm St\nQuentin Zebrowski,Haifa,2 Oak Rd\n'
  const he = language === 'he'
  await choose(page, he ? 'בחירת קובץ' : 'Choose a file', { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await picture(page, `import-look-alikes-mapping-${language}`)
  await press(page, he ? 'בדיקה בלי לשנות דבר' : 'Check without changing anything')
  await page.getByRole('link', { name: 'שרה רוזנפלד' }).waitFor()
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: he ? 'מה לעשות בשורה 2' : 'What to do with row 2' }).press('Enter')
  await page.getByRole('option', { name: he ? 'עדכון הלקוח הקיים' : 'Bring the customer up to date' }).press('Enter')
  await picture(page, `import-look-alikes-${language}`)
  await press(page, he ? 'ייבוא' : 'Import')
  await page.getByRole('heading', { name: he ? 'מה נעשה' : 'What was done' }).waitFor()
  const { items } = await call('GET /customers', { query: {} as never })
  expect(items.map(({ name }) => name).sort()).toEqual(['Quentin Zebrowski', 'Sara Rosenfeld'])
})

test.each([
  ['he', 1280, 'light'],
  ['en', 390, 'dark'],
] as const)(
  'a column whose heading names a field of orders is proposed for it, and a refused value names the field (%s, %i wide, %s)',
  async (language, width, scheme) => {
    const { page, call } = await administrator(language)
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    await call('POST /custom-fields', { body: { id: randomUUID(), subject: 'order', key: 'dock', type: 'number', label: { he: 'רציף', en: 'Dock' } } })
    const he = language === 'he'
    const text = 'רציף,מספר הזמנה,תאריך הזמנה,מספר לקוח,סכום\n4,1,05/01/2024,C1,10\nצפון,2,05/01/2024,C1,10\n'
    await choose(page, he ? 'בחירת קובץ' : 'Choose a file', { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    const means = page.getByRole('button', { name: he ? /רציף.*שדה/ : /רציף.*field/ })
    await means.getByText(he ? 'רציף' : 'Dock', { exact: true }).waitFor()
    await picture(page, `import-own-field-${language}`)
    await press(page, he ? 'בדיקה בלי לשנות דבר' : 'Check without changing anything')
    await page.getByText(he ? 'רציף: לא מספר' : 'Dock: not a number').waitFor()
    expect(await hindrances(page)).toEqual([])
    await picture(page, `import-own-field-refused-${language}`)
  },
)
