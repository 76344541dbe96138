import { expect, test } from 'vitest'
import { addresses } from '../../web/shell/addresses.ts'
import { hindrancesInAnyLight } from './axe.ts'
import { colleague, type Visitor } from './journey.ts'

const pages = Object.entries(addresses)
  .filter(([path, address]) => !path.includes('$') && !('outside' in address))
  .map(([path]) => path)

async function visitAll({ page }: Visitor, language: string) {
  const found: string[] = []
  for (const path of pages) {
    await page.goto(path)
    await page.getByRole('main').getByRole('heading').first().waitFor()
    found.push(...(await hindrancesInAnyLight(page, `page ${path} ${language}`)))
  }
  return found
}

for (const language of ['he', 'en'] as const) {
  test(`no page keeps anybody out, in light and dark, in ${language === 'he' ? 'Hebrew' : 'English'}`, async () => {
    expect(await visitAll(await colleague({ language, theme: 'system' }), language)).toEqual([])
  }, 120_000)
}
