import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CustomerView, filterQuery, filtersOf, readSearch, viewOf, viewText, withoutFilters } from './list-view.ts'

const views: fc.Arbitrary<CustomerView> = fc.record(
  {
    search: fc.stringMatching(/^[א-תa-z0-9 &=%]{1,20}$/),
    kind: fc.constantFrom('person', 'organisation'),
    ownerId: fc.constantFrom('mine', 'nobody'),
    tag: fc.constantFrom('VIP', 'לקוח ותיק', '2026'),
    buying: fc.boolean(),
    openPromise: fc.boolean(),
    sort: fc.constantFrom('name', 'revenue'),
    columns: fc.constant('name.city'),
  },
  { requiredKeys: [] },
)

test('every view comes back from its link as it was, and the same view has one link', () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(viewOf(viewText(view))).toEqual(view)
      expect(viewText(Object.fromEntries(Object.entries(view).reverse()))).toBe(viewText(view))
    }),
  )
})

test('a mangled link opens the list with what could be understood', () => {
  expect(readSearch({ search: 1004, kind: 'alien', sort: 'shoe size', direction: 'ascending', buying: 'perhaps', overdue: 'true', evil: '<script>' })).toEqual({
    search: '1004',
    overdue: true,
  })
})

test('a filter is sent in the words of the contract, and what is not set is not sent', () => {
  expect(filterQuery({ ownerId: 'mine', buying: false, sort: 'name', columns: 'name' })).toEqual({ ownerId: 'mine', buying: 'false' })
})

test('clearing the filters keeps sort and columns', () => {
  const view: CustomerView = { search: 'כהן', overdue: false, sort: 'revenue', direction: 'descending', columns: 'name.city' }
  expect(filtersOf(view)).toEqual(['search', 'overdue'])
  expect(withoutFilters(view)).toEqual({ sort: 'revenue', direction: 'descending', columns: 'name.city' })
})
