/** `kesher backup`: makes a set now, beside a running Kesher or without one. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { afterRestore } from '../server/app.ts'
import { addRun, changePlan, goThrough, isOwnDatabase, keyFor, planNow, runOf, usualPlace } from '../server/backup/index.ts'
import type { House } from '../server/house.ts'
import { withHouse } from './database.ts'
import { faultTold, megabytes, secondsSince } from './fault-told.ts'

export async function run(args: string[]) {
  const { values } = parseArgs({ args, options: { to: { type: 'string' } } })
  await withHouse(async (house) => {
    const { folder } = house.place
    if (values.to) await changePlan(house.db, { place: resolve(values.to) })
    const { key, made } = keyFor(folder)
    if (made) console.log(aboutTheKey(key.file))
    if (!(await isOwnDatabase(house.db, folder))) console.log(aboutYourServer)
    await faultTold(() => backUp(house))
  })
}

/** Makes a set and says what came of it. */
export async function backUp(house: House): Promise<string> {
  const begin = performance.now()
  const { id } = await addRun(house.db, 'set', null, house.now())
  await goThrough(house, id, afterRestore)
  const run = await runOf(house.db, id)
  const { place } = await planNow(house.db)
  console.log(`Backed up in ${secondsSince(begin)}, ${megabytes(run!.sizeBytes!)}: ${run!.setName} in ${place ?? usualPlace(house.place.folder)}`)
  if (!place) console.log('It lies on the same disk as the data. Name a folder on another disk or machine with --to; it is kept in the settings.')
  return run!.setName!
}

const aboutTheKey = (file: string) => `A key was made for your backups: ${file}
Keep a copy of it away from this machine and away from the backups, on paper or in a password safe:
without the key no backup can ever be opened, by anybody; with it anybody can read them all.`

const aboutYourServer = `The database is a PostgreSQL of yours (DATABASE_URL), which is backed up where it runs:
  pgBackRest      https://pgbackrest.org: full and incremental, encrypted, to any moment. The one to choose for anything large.
                  pgbackrest --stanza=kesher backup; archive_command = 'pgbackrest --stanza=kesher archive-push %p'
  pg_basebackup   comes with PostgreSQL: pg_basebackup -D FOLDER -X stream -c fast -P
Kesher backs up the files beside it: attachments and imports. Take both at about the same time.
`
