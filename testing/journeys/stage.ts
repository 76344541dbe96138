/** What every journey stands on: one PostgreSQL, one Kesher with the demo company in it, one browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { buildWeb } from '../../cli/web-build.ts'
import { startEmbedded } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import { loadDemo, wantDemo } from '../../server/demo/load.ts'
import { chromePath } from './chrome.ts'
import { openShop } from './shop.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo company answers. */
    demo: string
    /** Where the browser is driven from. */
    browser: string
  }
}

const customers = 160
/** No sandbox only for root, whom Chrome refuses otherwise. Nothing calls home. */
const flags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export default async function setup(project: TestProject) {
  const path = chromePath()
  const folder = mkdtempSync(join(tmpdir(), 'kesher-journeys-'))
  const [postgres, browser] = await Promise.all([
    startEmbedded({ folder, disposable: true }),
    chromium.launchServer({ executablePath: path, args: flags }),
    buildWeb(),
  ])
  await migrate(postgres.url())
  await copyDatabase(postgres.url('postgres'))
  const shop = await openShop(postgres.url('demo'))
  await shop.setUp()
  const { id } = await shop.house.db.selectFrom('users').select('id').executeTakeFirstOrThrow()
  await wantDemo(shop.house.db, { customers, lead: id, now: new Date() })
  await loadDemo(shop.house)
  project.provide('postgres', postgres.url('postgres'))
  project.provide('demo', shop.address)
  project.provide('browser', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await shop.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function copyDatabase(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create database demo template kesher')
  await client.end()
}
