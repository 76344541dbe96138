/** The arithmetic in Web Workers: built as any page is built, run in a real browser, with shared memory and without. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { baskets, fitBgNbd, frequentItemsets, random } from '../../analytics/index.ts'
import { chromePath } from './chrome.ts'

const analytics = resolve(import.meta.dirname, '..', '..', 'analytics')
const folder = mkdtempSync(join(tmpdir(), 'kesher-web-pool-'))
const page = `
  import { baskets, fitBgNbdBy, frequentItemsetsBy, hasSharedMemory, random, sharedWithin } from '${analytics}/index.ts'
  import { webPool } from '${analytics}/pool/web-pool.ts'
  const draw = random(4)
  const rows = (n, length, kinds) => Array.from({ length: n }, () => Array.from({ length }, () => draw.below(kinds)))
  const some = baskets(rows(300, 6, 25))
  const endless = baskets(rows(300, 60, 120))
  window.work = async (people) => {
    const pool = webPool(2)
    const shares = []
    const found = await frequentItemsetsBy(pool, some, { count: 5 }, { onProgress: (share) => shares.push(share) })
    const fit = await fitBgNbdBy(pool, people)
    const stop = new AbortController()
    const stopped = await pool.run('frequentItemsets', { baskets: sharedWithin(endless), options: { count: 2, maxLength: 12 } }, { signal: stop.signal, onProgress: () => stop.abort() })
      .catch((error) => error.name)
    const refused = await pool.run('kMeans', { data: Float64Array.of(1, NaN), width: 1, k: 1, seed: 1 }).catch((error) => [error.name, error.rule, error.row])
    const after = await pool.run('kMeans', { data: Float64Array.of(1, 2), width: 1, k: 1, seed: 1 })
    pool.end()
    return { shared: hasSharedMemory(), itemsets: found.counts.length, last: shares.at(-1), parameters: fit.parameters, stopped, refused, inertia: after.inertia }
  }`
const people = {
  repeats: [2, 1, 0, 0, 7, 1, 0, 2, 5, 0],
  recency: [30.4, 1.7, 0, 0, 29.4, 5, 0, 35.7, 24.4, 0],
  age: [38.9, 38.9, 38.9, 38.9, 38.9, 38.9, 38.9, 38.9, 38.9, 38.9],
  weight: [40, 35, 150, 100, 12, 60, 80, 30, 20, 90],
}

let browser: Browser
let server: Server
beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<!doctype html><script type="module" src="./page.js"></script>')
  writeFileSync(join(folder, 'page.js'), page)
  await build({ configFile: false, root: folder, logLevel: 'error', worker: { format: 'es' }, build: { outDir: 'dist', target: 'es2024' } })
  server = createServer(({ url = '/' }, reply) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    const file = join(folder, 'dist', pathname === '/' ? 'index.html' : pathname)
    reply.setHeader('content-type', extname(file) === '.html' ? 'text/html' : 'text/javascript')
    reply.setHeader('cross-origin-embedder-policy', 'require-corp')
    if (searchParams.has('isolated')) reply.setHeader('cross-origin-opener-policy', 'same-origin')
    try {
      reply.end(readFileSync(file))
    } catch {
      reply.writeHead(404).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  browser = await chromium.launch({ executablePath: chromePath(), args: ['--no-sandbox', '--disable-gpu'] })
})
afterAll(async () => {
  await browser?.close()
  server?.close()
  rmSync(folder, { recursive: true })
})

test.each([
  ['with shared memory', '/?isolated', true],
  ['without shared memory', '/', false],
])('%s, a browser’s workers mine, fit, tell progress, stop and refuse as threads do', async (_, address, shared) => {
  const tab = await browser.newPage()
  const faults: string[] = []
  tab.on('pageerror', (error) => faults.push(error.message))
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${address}`)
  await tab.waitForFunction('window.work')
  const told = await tab.evaluate<Record<string, unknown>, typeof people>(
    (input) => (window as unknown as { work: (input: unknown) => Promise<Record<string, unknown>> }).work(input),
    people,
  )
  const draw = random(4)
  const some = baskets(Array.from({ length: 300 }, () => Array.from({ length: 6 }, () => draw.below(25))))
  const { alpha } = fitBgNbd(people).parameters
  expect(told).toMatchObject({
    shared,
    itemsets: frequentItemsets(some, { count: 5 }).counts.length,
    last: 1,
    parameters: { alpha: expect.closeTo(alpha, 3) },
    stopped: 'Stopped',
    refused: ['InvalidInput', 'not-finite', expect.anything()],
    inertia: 0.5,
  })
  expect(faults).toEqual([])
})
