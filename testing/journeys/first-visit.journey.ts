import { expect, test } from 'vitest'
import { hindrances } from './axe.ts'
import { emptyShop, picture, stranger } from './journey.ts'

test('the first visit names the company, makes the administrator and ends in an empty list that says how to begin', async () => {
  const { page } = await stranger(await emptyShop(), { language: 'he' })
  await page.goto('/')
  await page.getByRole('textbox', { name: 'שם החברה' }).fill('כרמל אספקה')
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('textbox', { name: 'שם מלא' }).fill('נועה ברק')
  await page.getByRole('textbox', { name: 'דוא״ל' }).fill('noa@carmel.example')
  await page.getByRole('textbox', { name: 'סיסמה' }).fill('סיסמה ארוכה מאוד')
  await picture(page, 'first-visit')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'הכול מוכן. במה להתחיל?' }).waitFor()
  expect(await hindrances(page)).toEqual([])
  await picture(page, 'first-steps')
  await page.getByText('התחלה מדף חלק').click()
  await page.getByRole('link', { name: 'לקוחות', exact: true }).click()
  await page.getByText('עדיין אין כאן לקוחות').waitFor()
  await page.getByRole('link', { name: 'ייבוא קובץ' }).waitFor()
  expect(await hindrances(page)).toEqual([])
  await picture(page, 'no-customers')
  await page.getByRole('button', { name: 'טעינת חברת ההדגמה' }).click()
  await page.getByRole('row').nth(10).waitFor()
  await page.getByText('300 לקוחות').waitFor()
})
