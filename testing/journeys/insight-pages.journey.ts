/** The pages of insight after a run: readable as charts and as tables, by the keyboard, in both languages, on a phone. */
import { expect, test } from 'vitest'
import { hindrancesInAnyLight } from './axe.ts'
import { colleague, picture, type Visitor } from './journey.ts'

const pages = ['churn', 'segments', 'baskets', 'value', 'demand', 'chain', 'back-test']

async function afterRun({ call }: Visitor) {
  const { id } = await call('POST /insight/runs')
  await expect.poll(async () => (await call('GET /insight/runs')).find((run) => run.id === id)?.state, { timeout: 60_000 }).toBe('done')
}

for (const language of ['he', 'en'] as const) {
  test(`every page tells what the run found and keeps nobody out, in ${language === 'he' ? 'Hebrew' : 'English'}`, { timeout: 120_000 }, async () => {
    const visitor = await colleague({ language, theme: 'system', height: 1000 })
    await afterRun(visitor)
    const found: string[] = []
    for (const name of pages) {
      await visitor.page.setViewportSize({ width: 1280, height: 1000 })
      await visitor.page.goto(`/insight/${name}`)
      await visitor.page.locator('figure, .insight-page .empty').first().waitFor()
      found.push(...(await hindrancesInAnyLight(visitor.page, `insight ${name} ${language}`)))
      await visitor.page.setViewportSize({ width: 390, height: 844 })
      await picture(visitor.page, `insight ${name} ${language} phone`)
      expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth), `${name} is no wider than a phone`).toBeLessThanOrEqual(390)
    }
    expect(found).toEqual([])
  })
}
