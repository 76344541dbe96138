/** The pages of insight after a run: readable as charts and as tables, by the keyboard, in both languages, on a phone. */
import { expect, test } from 'vitest'
import { hindrancesInAnyLight } from './axe.ts'
import { readAnew, readOnce } from './insight-read.ts'
import { colleague, picture } from './journey.ts'

const pages = ['changes', 'churn', 'segments', 'baskets', 'value', 'demand', 'chain', 'back-test']

for (const language of ['he', 'en'] as const) {
  test(`every page tells what the run found and keeps nobody out, in ${language === 'he' ? 'Hebrew' : 'English'}`, { timeout: 120_000 }, async () => {
    const visitor = await colleague({ language, theme: 'system', height: 1000 })
    await readOnce(visitor)
    const found: string[] = []
    for (const name of pages) {
      await visitor.page.setViewportSize({ width: 1280, height: 1000 })
      await visitor.page.goto(`/insight/${name}`)
      await visitor.page.locator('figure, .insight-page .empty, .insight-page table').first().waitFor()
      found.push(...(await hindrancesInAnyLight(visitor.page, `insight ${name} ${language}`)))
      await visitor.page.setViewportSize({ width: 390, height: 844 })
      await picture(visitor.page, `insight ${name} ${language} phone`)
      expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth), `${name} is no wider than a phone`).toBeLessThanOrEqual(390)
    }
    expect(found).toEqual([])
  })
}

test('a chart is walked through by the arrow keys, read as a table and taken along', { timeout: 90_000 }, async () => {
  const visitor = await colleague({ language: 'he' })
  await readOnce(visitor)
  const { page } = visitor
  await page.goto('/insight/churn')
  const chart = page.getByRole('figure', { name: 'שיעור נטישה לפי חודש' })
  const plot = chart.getByRole('slider')
  await plot.focus()
  await page.keyboard.press('End')
  const last = await plot.getAttribute('aria-valuetext')
  await page.keyboard.press('ArrowLeft')
  const before = await plot.getAttribute('aria-valuetext')
  expect(last).toContain('שיעור נטישה')
  expect(before).not.toBe(last)
  await chart.getByRole('button', { name: 'הצגה כטבלה' }).click()
  await chart.getByRole('columnheader', { name: 'שיעור נטישה' }).waitFor()
  expect(await chart.getByRole('slider').count()).toBe(0)
  await chart.getByRole('button', { name: 'הורדה' }).click()
  const taken = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'טבלה (CSV)' }).click()
  expect((await taken).suggestedFilename()).toMatch(/\.csv$/)
})

test('what changed since the run before is told of customers, with a way to their file and to the whole list', { timeout: 180_000 }, async () => {
  const visitor = await colleague({ language: 'he' })
  const { page, call } = visitor
  await readOnce(visitor)
  const { items } = await call('GET /insight/watch', { query: { limit: 20 } })
  const { id, name } = items.at(-1)!
  const heard = { id: crypto.randomUUID(), channel: 'phone' as const, direction: 'in' as const, body: 'הצעה ממתחרה', heard: 'competitor-contact' as const }
  await call('POST /customers/:id/interactions', { params: { id }, body: heard })
  await readAnew(visitor)
  await page.goto('/insight/changes')
  const newest = page.locator('section').filter({ has: page.getByRole('heading', { name: 'הסימנים החדשים החמורים' }) })
  await newest.getByText('קשר עם מתחרה נשמע היום.').first().waitFor()
  await picture(page, 'insight-changes-he')
  await newest.getByRole('link', { name }).first().click()
  await expect.poll(() => page.url()).toContain(`/customers/${id}`)
})
