/**
 * `node bench/screens.ts`: what a person waits for, in a real Chromium on the demo company; each figure is the median
 * of nine, at full speed and with the processor slowed four times. Results: `results/screens.json`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { buildWeb } from '../cli/web-build.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { loadDemo, wantDemo } from '../server/demo/load.ts'
import { chromePath } from '../testing/journeys/chrome.ts'
import { owner } from '../testing/journeys/people.ts'
import { openShop } from '../testing/journeys/shop.ts'

type Figure = { what: string; slowed: number; median: number; unit: 'ms' | 'KB' | 'MB' | ''; goal: number; met: boolean }

const times = 9
const figures: Figure[] = []
const flags = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

await buildWeb()
const folder = mkdtempSync(join(tmpdir(), 'kesher-screens-'))
const postgres = await startEmbedded({ folder, disposable: true })
await migrate(postgres.url())
const shop = await openShop(postgres.url())
await shop.setUp()
const { id: lead } = await shop.house.db.selectFrom('users').select('id').executeTakeFirstOrThrow()
await wantDemo(shop.house.db, { customers: 300, lead, now: new Date() })
await loadDemo(shop.house)
const { id } = await shop.house.db.selectFrom('customers').select('id').where('number', '=', 1001).executeTakeFirstOrThrow()
const browser = await chromium.launch({ executablePath: chromePath(), args: process.getuid?.() === 0 ? ['--no-sandbox', ...flags] : flags })
const cookies = await signedIn()

try {
  for (const slowed of [4, 1]) {
    await coldFile(slowed)
    await warm(slowed)
  }
} finally {
  await browser.close()
  await shop.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
keep()

/** The file page in a browser that has nothing of Kesher yet. */
async function coldFile(slowed: number) {
  const seen = { paint: [] as number[], usable: [] as number[], bytes: [] as number[], shift: [] as number[], heap: [] as number[] }
  for (let n = 0; n < times; n++) {
    const { context, page, cdp } = await screen(slowed)
    let bytes = 0
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await page.addInitScript(watch)
    await page.goto(`${shop.address}/customers/${id}`)
    // Not Playwright's own waiting: it puts a script of its own into the page, and running that would count as ours.
    await cdp.send('Runtime.evaluate', { expression: 'usable', awaitPromise: true })
    seen.bytes.push(bytes / 1024) // what is fetched when the browser is idle comes after
    await page.waitForLoadState('networkidle')
    const told = await page.evaluate(() => {
      const { usableAt, shift } = window as never as Watched
      return { paint: performance.getEntriesByName('first-contentful-paint')[0]!.startTime, usable: usableAt!, shift }
    })
    await cdp.send('HeapProfiler.collectGarbage')
    const { metrics } = await cdp.send('Performance.getMetrics')
    seen.paint.push(told.paint)
    seen.usable.push(told.usable)
    seen.shift.push(told.shift)
    seen.heap.push(metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 2 ** 20)
    await context.close()
  }
  take('first paint of a file, cold', slowed, seen.paint, 'ms', slowed === 4 ? 500 : 250)
  take('file usable, cold', slowed, seen.usable, 'ms', slowed === 4 ? 1500 : 600)
  if (slowed !== 1) return
  take('cold transfer of the file page', slowed, seen.bytes, 'KB', 250)
  take('layout shift of the file page', slowed, seen.shift, '', 0.02)
  take('heap after load', slowed, seen.heap, 'MB', 40)
}

type Watched = { usable: Promise<void>; usableAt?: number; shift: number }

/** Runs in the page: a file is usable once its name and its timeline stand there and a task can run. */
function watch() {
  const told = window as never as Watched
  told.shift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) told.shift += (entry as never as { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
  told.usable = new Promise((done) => {
    const look = () => {
      if (document.querySelector('.entry-head') && document.querySelector('h1'))
        setTimeout(() => {
          told.usableAt = performance.now()
          done()
        })
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** What a person does all day, with everything loaded. */
async function warm(slowed: number) {
  const { context, page } = await screen(slowed)
  const step = async (what: string, goal: number, act: () => Promise<void>, arrived: [string, string], back: () => Promise<void>) => {
    const taken: number[] = []
    for (let n = 0; n <= times; n++) {
      await page.evaluate(arm, arrived)
      await act()
      taken.push(await page.evaluate(() => (window as never as Armed).seen))
      await back()
    }
    take(what, slowed, taken.slice(1), 'ms', goal)
  }
  await page.goto(`${shop.address}/customers`)
  await page.locator('.grid-row').first().waitFor()
  await page.getByRole('grid').focus()
  await step(
    'list to file',
    slowed === 4 ? 250 : 100,
    () => page.keyboard.press('o'),
    ['.entry-head', ''],
    async () => {
      await page.goBack()
      await page.locator('.grid-row').first().waitFor()
      await page.getByRole('grid').focus()
    },
  )
  if (slowed === 1) {
    await step(
      'palette',
      60,
      () => page.keyboard.press('Control+k'),
      ['.palette-box', ''],
      async () => {
        await page.keyboard.press('Escape')
        await page.locator('.palette-box').waitFor({ state: 'detached' })
      },
    )
    const field = page.getByRole('searchbox').last()
    await step(
      'filter',
      100,
      () => field.pressSequentially('Green'),
      ['.grid-row', 'Green'],
      async () => {
        await field.fill('')
        await page.locator('.grid-row').nth(12).waitFor()
      },
    )
    const other = () =>
      page
        .locator('header')
        .getByRole('button')
        .filter({ has: page.locator('[lang]') })
        .click()
    let to = 'en'
    for (const taken: number[] = []; ; ) {
      await page.evaluate(arm, [`html[lang="${to}"]`, ''] as [string, string])
      await other()
      taken.push(await page.evaluate(() => (window as never as Armed).seen))
      to = to === 'en' ? 'he' : 'en'
      if (taken.length === times + 1) {
        take('language switch', slowed, taken.slice(1), 'ms', 150)
        break
      }
    }
  }
  await context.close()
}

type Armed = { seen: Promise<number> }

/** Runs in the page: `seen` will be the milliseconds from the last key or click until what is awaited has been painted. */
function arm([selector, text]: [string, string]) {
  const told = window as never as Armed
  told.seen = new Promise((done) => {
    let began: number | undefined
    const begin = (event: Event) => {
      began = event.timeStamp
    }
    for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, begin, { capture: true })
    const look = () => {
      const start = began
      if (start === undefined || !document.querySelector(selector)?.textContent.includes(text)) requestAnimationFrame(look)
      else requestAnimationFrame(() => done(performance.now() - start))
    }
    requestAnimationFrame(look)
  })
}

async function screen(slowed: number): Promise<{ context: BrowserContext; page: Page; cdp: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'he-IL', timezoneId: 'Asia/Jerusalem' })
  await context.addCookies(cookies)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Performance.enable')
  if (slowed > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowed })
  return { context, page, cdp }
}

async function signedIn() {
  const context = await browser.newContext()
  const headers = { origin: shop.address }
  await context.request.post(`${shop.address}/api/session`, { data: owner, headers })
  await context.request.patch(`${shop.address}/api/me`, { data: { language: 'he', theme: 'light' }, headers })
  const kept = await context.cookies()
  await context.close()
  return kept
}

function take(what: string, slowed: number, values: number[], unit: Figure['unit'], goal: number) {
  const median = values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
  const rounded = unit === '' ? Math.round(median * 1000) / 1000 : Math.round(median * 10) / 10
  figures.push({ what, slowed, median: rounded, unit, goal, met: rounded <= goal })
  console.log(`${rounded <= goal ? '✓' : '✗'} ${`${what}, ${slowed}×`.padEnd(40)} ${String(rounded).padStart(8)} ${unit.padEnd(3)} goal ${goal}`)
}

function keep() {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0]?.toFixed(1), chromium: browser.version() }
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const file = join(import.meta.dirname, 'results', 'screens.json')
  writeFileSync(file, `${JSON.stringify({ date: new Date().toISOString(), commit, machine, figures }, null, 2)}\n`)
}
