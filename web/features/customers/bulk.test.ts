import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CustomerRow } from '../../../contract/customers.ts'
import { type BulkChange, changedRow, chosenOf, undoOf } from './bulk.ts'

const row = (id: string, tags: string[], owner: string | null, team: string) =>
  ({ id, tags, ownerId: owner, ownerName: owner, teamId: team, teamName: team }) as CustomerRow
const rows = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    tags: fc.uniqueArray(fc.constantFrom('VIP', 'חדש', 'spring')),
    owner: fc.constantFrom('dana', 'avi', null),
    team: fc.constantFrom('haifa', 'eilat'),
  }),
  { selector: ({ id }) => id },
)
const changes: fc.Arbitrary<BulkChange> = fc.oneof(
  fc.record({ addTag: fc.constantFrom('VIP', 'חדש') }),
  fc.record({ removeTag: fc.constantFrom('VIP', 'חדש') }),
  fc.record({ owner: fc.constantFrom({ id: 'dana', name: 'dana' }, { id: null, name: null }) }),
  fc.record({ team: fc.constant({ id: 'haifa', name: 'haifa' }) }),
)

test('undo gives every row back what it had and touches no row the change did not', () => {
  fc.assert(
    fc.property(rows, changes, (made, change) => {
      const before = made.map(({ id, tags, owner, team }) => row(id, tags, owner, team))
      const after = new Map(before.map((each) => [each.id, changedRow(each, change)]))
      const undone = new Set<string>()
      for (const { ids, change: back } of undoOf(before, change)) {
        for (const id of ids) {
          undone.add(id)
          after.set(id, changedRow(after.get(id)!, back))
        }
      }
      for (const each of before) {
        const now = after.get(each.id)!
        expect({ ...now, tags: [...now.tags].sort() }).toEqual({ ...each, tags: [...each.tags].sort() })
        const changed = JSON.stringify(changedRow(each, change)) !== JSON.stringify(each)
        expect(undone.has(each.id)).toBe(changed)
      }
    }),
  )
})

test('"everything but these" is told to the server as a filter with exceptions', () => {
  expect(chosenOf({ all: true, ids: new Set(['a']) }, { city: 'חיפה' })).toEqual({ filter: { city: 'חיפה' }, except: ['a'] })
  expect(chosenOf({ all: false, ids: new Set(['a', 'b']) }, { city: 'חיפה' })).toEqual({ ids: ['a', 'b'] })
})
