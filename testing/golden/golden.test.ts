/** The database of every release comes to the newest schema with all that was in it. The states between releases: `npm run trust`. */
import { expect, test } from 'vitest'
import { knownMigrations } from '../../server/db/migrate.ts'
import { golden, survives } from './surviving.ts'

test.each(golden)('the database of $through', ({ through, tables }) => survives(through, tables))

test('the golden databases are those of migrations this Kesher knows', () => {
  expect(golden.map(({ through }) => through)).toEqual(['0009_demo.sql', '0035_orders_by_field.sql'])
  expect(golden.filter(({ through }) => !knownMigrations().includes(through))).toEqual([])
})
