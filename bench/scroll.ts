/**
 * `node bench/scroll.ts [--rows 100000] [--slowed 1,4] [--profile FILE]`: how smoothly the list of customers scrolls once so many rows
 * are loaded. The screens are the real ones in a real Chromium; only the answers of the list come from here, so that the figures are of
 * the screen and of nothing else. Every speed goes up and down the loaded rows, so that a short list has as much to draw as a long one.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright-core'
import { buildWeb } from '../cli/web-build.ts'
import type { CustomerRow } from '../contract/customers.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { chromePath } from '../testing/journeys/chrome.ts'
import { owner } from '../testing/journeys/people.ts'
import { openShop } from '../testing/journeys/shop.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, slowed: { type: 'string', default: '1,4' }, profile: { type: 'string' } },
})
const rows = Number(values.rows)
const columns = 'name.phone.email.city.owner.revenue.trend.balance.lastOrder.lastContact.tags'
/** Pixels a frame: reading, a turned wheel, a flung page, the dragged scrollbar. */
const speeds = [40, 120, 400, 3000]
const milliseconds = 4000
/** Larger than what the screen asks for, so that loading is quick; how many pages there are costs nothing while scrolling. */
const pageSize = Math.min(rows, 2000)

const folder = mkdtempSync(join(tmpdir(), 'kesher-scroll-'))
const [postgres] = await Promise.all([startEmbedded({ folder, disposable: true }), buildWeb()])
await migrate(postgres.url())
const shop = await openShop(postgres.url())
const browser = await chromium.launch({
  executablePath: chromePath(),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
try {
  await shop.setUp()
  await measure(await openList())
} finally {
  await browser.close()
  await shop.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function openList(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'he-IL', timezoneId: 'Asia/Jerusalem' })
  await context.request.post(`${shop.address}/api/session`, { data: owner, headers: { origin: shop.address } })
  const page = await context.newPage()
  await page.route(/\/api\/customers\?/, (route) => {
    const after = Number(new URL(route.request().url()).searchParams.get('after') ?? 0)
    const items = Array.from({ length: Math.min(pageSize, rows - after) }, (_, n) => customer(after + n))
    return route.fulfill({ json: { items, next: after + pageSize < rows ? String(after + pageSize) : null } })
  })
  await page.goto(`${shop.address}/customers?sort=city&columns=${columns}`)
  await page.getByRole('row').nth(5).waitFor()
  const grid = page.getByRole('grid')
  while ((await grid.getAttribute('aria-rowcount')) === '-1') {
    await grid.evaluate((element) => {
      element.scrollTop = element.scrollHeight
    })
    await page.waitForTimeout(30)
  }
  return page
}

async function measure(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Profiler.enable')
  const bare = await page
    .context()
    .browser()!
    .newPage({ viewport: { width: 1440, height: 900 } })
  await bare.setContent('<div role="grid" style="height: 800px; overflow: auto; --grid-row: 44px"><div style="height: 4400000px"></div></div>')
  const bareCdp = await bare.context().newCDPSession(bare)
  console.log(`${await page.getByRole('grid').getAttribute('aria-rowcount')} rows with their header, ${columns.split('.').length} columns`)
  for (const slowed of values.slowed.split(',').map(Number)) {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowed })
    await bareCdp.send('Emulation.setCPUThrottlingRate', { rate: slowed })
    for (const speed of speeds) {
      const floor = await bare.evaluate(scroll, { speed, milliseconds: milliseconds / 2 })
      if (values.profile) await cdp.send('Profiler.start')
      const { fps, tasks, unfilled } = await page.evaluate(scroll, { speed, milliseconds })
      if (values.profile) writeFileSync(`${values.profile}-${slowed}-${speed}.cpuprofile`, JSON.stringify((await cdp.send('Profiler.stop')).profile))
      const longest = tasks.length === 0 ? 'no task over 50 ms' : `${tasks.length} tasks over 50 ms, longest ${Math.max(...tasks)} ms`
      const what = `${slowed}× slowed, ${String(speed).padStart(4)} px a frame`
      console.log(
        `${what}  ${fps.toFixed(1).padStart(5)} fps (a bare page ${floor.fps.toFixed(1)})  ${longest}, ${Math.round(unfilled * 100)} % of frames unfilled  (load ${loadavg()[0]!.toFixed(1)})`,
      )
    }
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  console.log(
    `heap ${Math.round((await page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize)) / 1e6)} MB`,
  )
}

/** Runs in the page. A frame is unfilled when the row in the middle of the screen is not there or not yet written out. */
async function scroll({ speed, milliseconds }: { speed: number; milliseconds: number }) {
  const grid = document.querySelector('[role=grid]')!
  grid.scrollTop = 0
  await new Promise((done) => setTimeout(done, 600))
  const tasks: number[] = []
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ entryTypes: ['longtask'] })
  const middle = grid.clientHeight / 2
  const rowHeight = Number.parseFloat(getComputedStyle(grid).getPropertyValue('--grid-row'))
  const begin = performance.now()
  let frames = 0
  let unfilled = 0
  let by = speed
  let at = 0
  const lowest = grid.scrollHeight - grid.clientHeight
  await new Promise<void>((done) => {
    requestAnimationFrame(function frame() {
      frames++
      if (!grid.querySelector(`[data-index="${Math.floor((at + middle) / rowHeight)}"]:not([aria-busy])`)) unfilled++
      if (at + by < 0 || at + by > lowest) by = -by
      at += by
      grid.scrollTop = at
      if (performance.now() - begin > milliseconds) done()
      else requestAnimationFrame(frame)
    })
  })
  const fps = (frames / (performance.now() - begin)) * 1000
  await new Promise((done) => setTimeout(done, 300))
  observer.disconnect()
  return { fps, tasks, unfilled: unfilled / frames }
}

function customer(n: number): CustomerRow {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString()
  return {
    id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    number: n,
    kind: n % 2 ? 'person' : 'organisation',
    name: `רונן ביטון ${n}`,
    otherName: `Ronen Biton ${n}`,
    city: 'ירושלים',
    tags: ['VIP'],
    currency: 'ILS',
    balanceMinor: n * 37,
    overdueMinor: n % 5 ? 0 : 100,
    teamId: '00000000-0000-7000-8000-000000000001',
    teamName: 'צוות צפון',
    ownerId: '00000000-0000-7000-8000-000000000002',
    ownerName: 'ענבל צור',
    phone: `+97252${String(n % 10_000_000).padStart(7, '0')}`,
    email: `customer${n}@example.com`,
    createdAt: day(700),
    lastContactAt: day(n % 90),
    lastOrderAt: day(n % 400),
    orders12m: 1 + (n % 9),
    revenue12mMinor: n * 91,
    revenuePrior12mMinor: n * 80,
    openPromises: 1,
    nextPromiseDue: day(n % 20).slice(0, 10),
    custom: {},
    lastRecommend: n % 11,
  }
}
