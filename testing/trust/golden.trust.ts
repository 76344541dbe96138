/** A database of any earlier migration, not only of the last of a release, comes to the newest schema with all that was in it. */
import { afterAll, test } from 'vitest'
import { knownMigrations } from '../../server/db/migrate.ts'
import { golden, survives } from '../golden/surviving.ts'
import { noteResult } from './results.ts'

/** Each migration with the first golden database that is as new: it holds every table there was at the time. */
const states = knownMigrations().flatMap((name) => {
  const first = golden.find(({ through }) => through >= name)
  return first ? [[name, first.tables] as const] : []
})

let whole = 0
test.each(states)('a database of %s', async (through, tables) => {
  await survives(through, tables)
  whole++
})
afterAll(() => noteResult('upgrade: golden databases of earlier migrations', { states: states.length, whole }))
