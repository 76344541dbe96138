/** One throw-away PostgreSQL for the whole test run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the maintenance database. */
    postgres: string
  }
}

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'kesher-test-'))
  const postgres = await startEmbedded({ folder, disposable: true })
  await migrate(postgres.url())
  project.provide('postgres', postgres.url('postgres'))
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
