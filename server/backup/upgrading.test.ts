import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { contentsOf, golden } from '../../testing/golden/surviving.ts'
import { load, type Table } from '../../testing/golden/text.ts'
import { connectOne } from '../db/connect.ts'
import { startEmbedded } from '../db/embedded.ts'
import { knownMigrations, migrate } from '../db/migrate.ts'
import { type Digests, differing, digestsOf } from './digests.ts'
import { RolledBack, upgrade } from './upgrading.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const root = mkdtempSync(join(tmpdir(), 'kesher-upgrade-'))
const folder = join(root, 'data')
const { through, tables } = golden[0]!
let loaded: Table[]
let before: Digests
let contents: Awaited<ReturnType<typeof contentsOf>>

async function reading<Result>(read: (client: pg.Client, url: string) => Promise<Result>): Promise<Result> {
  const postgres = await startEmbedded({ folder, disposable: true })
  try {
    const { client, close } = await connectOne(postgres.url())
    return await read(client, postgres.url()).finally(close)
  } finally {
    await postgres.stop()
  }
}

beforeAll(() =>
  reading(async (client, url) => {
    await migrate(url, { through })
    loaded = await load(client, tables)
    before = await digestsOf(client)
    contents = await contentsOf(client, loaded)
  }),
)
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('where a migration fails, everything is as it was, though others went through before it', async () => {
  const broken = join(root, 'migrations')
  cpSync(join(import.meta.dirname, '../migrations'), broken, { recursive: true })
  writeFileSync(join(broken, '9999_broken.sql'), '-- Breaks.\ndelete from scores;\nselect 1 / 0;')
  const stages: string[] = []
  await expect(upgrade(folder, { folder: broken, told: (stage) => stages.push(stage) })).rejects.toThrow(RolledBack)
  expect(stages).toEqual(['backing-up', 'migrating', 'rolling-back'])
  expect(differing(before, await reading(digestsOf))).toEqual([])
  expect(readdirSync(folder).filter((name) => /restoring|replaced/.test(name))).toEqual([])
})

test('an upgrade tells what it did, keeps a set of before, and leaves nothing out', async () => {
  const { applied, set, fewer } = await upgrade(folder)
  expect(applied.map(({ name }) => name)).toEqual(knownMigrations().filter((name) => name > through))
  expect(applied.every(({ about }) => about.length > 10)).toBe(true)
  expect(existsSync(join(folder, 'before-upgrade', 'sets', set!, 'manifest.json'))).toBe(true)
  expect(fewer).toEqual([])
  expect(await reading((client) => contentsOf(client, loaded))).toEqual(contents)
  expect(await upgrade(folder)).toEqual({ applied: [], set: null, fewer: [] })
})
