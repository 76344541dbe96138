import { expect, test } from 'vitest'
import { colleague, picture } from './journey.ts'

test('the language changes at once, without loading the page anew, and what stands on the screen stays', async () => {
  const { page } = await colleague({ language: 'he' })
  await page.goto('/customers?search=א')
  await page.getByRole('row').nth(3).waitFor()
  await page.evaluate('window.stillHere = true')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Customers' }).waitFor()
  expect(await page.evaluate('[document.documentElement.lang, document.documentElement.dir, window.stillHere]')).toEqual(['en', 'ltr', true])
  expect(page.url()).toContain('search=')
  await page.getByRole('row').nth(3).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Customers' }).waitFor()
})

test('on a phone rows are cards, a touch opens the file, and nothing is wider than the screen', async () => {
  const { page } = await colleague({ language: 'he', width: 390, height: 844 })
  await page.goto('/customers')
  const rows = page.getByRole('row')
  await rows.nth(3).waitFor()
  await picture(page, 'customers-phone')
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
  expect(await page.getByRole('columnheader').count()).toBe(0)
  await rows.nth(1).tap()
  await expect.poll(() => page.url()).toMatch(/\/customers\/[\da-f-]{36}$/)
})

test('a phone finds what it needs to put Kesher on its first page: a name, and pictures as large as they say', async () => {
  const { page } = await colleague({ language: 'he' })
  await page.goto('/me')
  const { name, icons } = (await page.evaluate(async () => {
    const manifest = await (await fetch(document.querySelector<HTMLLinkElement>('link[rel=manifest]')!.href)).json()
    const measure = async (src: string) => {
      const { width, height } = await createImageBitmap(await (await fetch(src)).blob())
      return `${width}x${height}`
    }
    const pictures = (manifest.icons as { src: string; sizes: string; purpose?: string }[]).filter(({ sizes }) => sizes !== 'any')
    const icons = await Promise.all(pictures.map(async ({ src, sizes, purpose }) => ({ sizes, purpose, real: await measure(src) })))
    return { name: manifest.short_name as string, icons }
  })) as { name: string; icons: { sizes: string; purpose?: string; real: string }[] }
  expect(name).toBe('Kesher')
  expect(icons).toEqual([
    { sizes: '192x192', real: '192x192' },
    { sizes: '512x512', real: '512x512' },
    { sizes: '512x512', real: '512x512', purpose: 'maskable' },
  ])
})
