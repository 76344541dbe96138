/** Asks axe what on a screen keeps people out. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { picture } from './journey.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds, one line for each element. It is brought in beside the page's own scripts, so that the content policy stays as it is. */
export async function hindrances(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(source)
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify({ ...options, resultTypes: ['violations'] })})`)) as AxeResults
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`))
}

/**
 * The same in light and in dark, with a picture of each, for somebody whose theme is the system's. Colours are all that
 * differs, so in the dark only they are asked about again.
 */
export async function hindrancesInAnyLight(page: Page, view: string): Promise<string[]> {
  await expect.poll(() => page.locator('.skeleton, [aria-busy=true]').count()).toBe(0)
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await picture(page, `${view} ${colorScheme}`)
    const here = await hindrances(page, colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {})
    found.push(...here.map((one) => `${view} ${colorScheme} ${one}`))
  }
  return found
}
