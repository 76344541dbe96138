import { expect, test } from 'vitest'
import { addresses } from '../../web/shell/addresses.ts'
import { hindrances } from './axe.ts'
import { colleague, picture, type Visitor } from './journey.ts'

const pages = Object.entries(addresses)
  .filter(([path, address]) => !path.includes('$') && !('outside' in address))
  .map(([path]) => path)

/** Every page in one language, first light and then dark: colours are all that differs, so only they are asked about again. */
async function visitAll({ page }: Visitor, language: string) {
  const found: string[] = []
  for (const path of pages) {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(path)
    await page.getByRole('main').getByRole('heading').first().waitFor()
    await expect.poll(() => page.locator('.skeleton, [aria-busy=true]').count()).toBe(0)
    const light = await hindrances(page)
    await picture(page, `page ${path} ${language} light`)
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await hindrances(page, { runOnly: ['color-contrast'] })
    await picture(page, `page ${path} ${language} dark`)
    found.push(...[...light.map((one) => `light ${one}`), ...dark.map((one) => `dark ${one}`)].map((one) => `${path} ${language} ${one}`))
  }
  return found
}

for (const language of ['he', 'en'] as const) {
  test(`no page keeps anybody out, in light and dark, in ${language === 'he' ? 'Hebrew' : 'English'}`, async () => {
    expect(await visitAll(await colleague({ language, theme: 'system' }), language)).toEqual([])
  }, 120_000)
}
