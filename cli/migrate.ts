import { migrate } from '../server/db/migrate.ts'
import { withDatabase } from './database.ts'

/** Brings the database to the newest schema. Every other command does so by itself first. */
export async function run() {
  await withDatabase(async ({ url }) => {
    const applied = await migrate(url)
    console.log(applied.length > 0 ? applied.join('\n') : 'The database already has the newest schema.')
  })
}
