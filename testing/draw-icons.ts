/**
 * Draws `web/public/icon.svg` as the pictures that phones put on their first page: `node testing/draw-icons.ts`, after
 * the drawing has changed. What is `maskable` fills its square, as the phone cuts it to a shape of its own.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromePath } from './journeys/chrome.ts'

const folder = join(import.meta.dirname, '..', 'web', 'public')
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8')
const pictures = [
  { name: 'icon-192.png', size: 192, drawing },
  { name: 'icon-512.png', size: 512, drawing },
  { name: 'icon-maskable-512.png', size: 512, drawing: drawing.replace(/ rx="\d+"/, '') },
]

const browser = await chromium.launch({ executablePath: chromePath(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
const page = await browser.newPage()
for (const { name, size, drawing } of pictures) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${drawing}`)
  writeFileSync(join(folder, name), await page.screenshot({ omitBackground: true }))
}
await browser.close()
