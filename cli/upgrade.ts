/** `kesher upgrade`: brings the data folder to the schema of this Kesher, with a backup before it and the way back if it fails. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keyFile, RolledBack, type Upgraded, type UpgradeStage, upgrade } from '../server/backup/index.ts'
import { aboutMigration, migrate } from '../server/db/migrate.ts'
import { faultTold, secondsSince } from './fault-told.ts'
import { claim, dataFolder } from './folder.ts'
import { Refusal } from './refusal.ts'

const stages: Record<UpgradeStage, string> = {
  'backing-up': 'Backing up first …',
  'migrating': 'Migrating …',
  'rolling-back': 'A migration failed. Bringing everything back …',
}

export async function run(args: string[]) {
  const { values } = parseArgs({ args, options: { 'backed-up': { type: 'boolean' } } })
  if (process.env.DATABASE_URL) return upgradeYours(process.env.DATABASE_URL, values['backed-up'] ?? false)
  const folder = dataFolder()
  if (!existsSync(join(folder, 'cluster'))) throw new Refusal(`There is no Kesher in ${folder} yet. Name its folder with KESHER_DATA.`)
  const claimed = claim(folder)
  if (!claimed) throw new Refusal(`A Kesher runs on ${folder}. Stop it first, then upgrade.`)
  const begin = performance.now()
  try {
    tell(await faultTold(() => upgrade(folder, { told: (stage) => console.log(stages[stage]) })), begin, folder)
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
    throw new Refusal(`The upgrade failed: ${error.message}\nEverything is as it was before. Go on with the Kesher you had, and report this message.`)
  } finally {
    claimed.release()
  }
}

function tell({ applied, set, fewer }: Upgraded, begin: number, folder: string) {
  if (applied.length === 0) return console.log('The database already has the newest schema.')
  for (const { name, about } of applied) console.log(`  ${name}: ${about}`)
  for (const { table, before, after } of fewer) console.log(`  ${table} has ${after} rows; there were ${before}.`)
  console.log(`Upgraded in ${secondsSince(begin)}. The backup made before it is ${set}; its key is ${keyFile(folder)}.`)
}

async function upgradeYours(url: string, backedUp: boolean) {
  if (!backedUp)
    throw new Refusal(
      'The database is a PostgreSQL of yours (DATABASE_URL). Back it up where it runs (pgBackRest, pg_basebackup, pg_dump), stop Kesher, and then: kesher upgrade --backed-up',
    )
  const applied = await migrate(url)
  for (const name of applied) console.log(`  ${name}: ${aboutMigration(name)}`)
  console.log(applied.length > 0 ? 'Upgraded.' : 'The database already has the newest schema.')
}
