import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Column, chosenColumns, columnsText, moved, nextSort } from './columns.ts'
import { commandOf } from './keys.ts'
import { mergePages, type Page } from './rows.ts'
import { choose, everything, extend, isChosen, isNothing, nothing, toggle } from './selection.ts'
import { inOrderOf } from './use-elements.ts'
import { canvasHeight, rowsShown, scrollTopToShow, tallest } from './viewport.ts'

const idAt = (index: number) => (index < 100 ? `r${index}` : undefined)
const chosenOf = (selection: typeof nothing, upTo = 100) => Array.from({ length: upTo }, (_, n) => n).filter((n) => isChosen(selection, `r${n}`))

describe('choosing rows', () => {
  test('choosing twice gives back what was before, also within "everything"', () => {
    expect(isNothing(toggle(toggle(nothing, 'a'), 'a'))).toBe(true)
    const allButOne = toggle(everything, 'a')
    expect(isChosen(allButOne, 'a')).toBe(false)
    expect(isChosen(allButOne, 'never loaded')).toBe(true)
    expect(isChosen(toggle(allButOne, 'a'), 'a')).toBe(true)
  })

  test('a range that turns back gives up what it had taken and keeps what was chosen before it', () => {
    const before = choose(nothing, ['r1', 'r7'], true)
    const range = { before, anchor: 5 }
    expect(chosenOf(extend(range, 9, idAt))).toEqual([1, 5, 6, 7, 8, 9])
    expect(chosenOf(extend(range, 6, idAt))).toEqual([1, 5, 6, 7])
    expect(chosenOf(extend(range, 3, idAt))).toEqual([1, 3, 4, 5, 7])
  })

  test('a range holds exactly the rows between its ends, whatever came before', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(120), fc.uniqueArray(fc.nat(99)), (anchor, index, already) => {
        const before = choose(
          nothing,
          already.map((n) => `r${n}`),
          true,
        )
        const chosen = new Set(chosenOf(extend({ before, anchor }, index, idAt)))
        for (let n = 0; n < 100; n++) {
          const between = n >= Math.min(anchor, index) && n <= Math.max(anchor, index)
          expect(chosen.has(n)).toBe(between || already.includes(n))
        }
      }),
    )
  })
})

describe('rows that come in pages', () => {
  const page = (from: number, to: number, next: string | null = 'more'): Page<{ id: string }> => ({
    items: Array.from({ length: to - from }, (_, n) => ({ id: `r${from + n}` })),
    next,
  })

  test('a new page adds to the rows there are, and the last one says so', () => {
    const pages = [page(0, 50)]
    const first = mergePages(pages)
    const second = mergePages([...pages, page(50, 80, null)], first)
    expect([first.count, first.more, second.count, second.more]).toEqual([50, true, 80, false])
    expect([second.at(79)?.id, second.at(80), second.indexOf('r60'), first.at(60), first.indexOf('r60')]).toEqual(['r79', undefined, 60, undefined, -1])
  })

  test('a row that slipped to the next page meanwhile is shown once', () => {
    const rows = mergePages([page(0, 50), page(48, 90)])
    expect(rows.count).toBe(90)
    expect(new Set(Array.from({ length: 90 }, (_, n) => rows.at(n)?.id)).size).toBe(90)
  })

  test('a page read anew replaces what was merged before', () => {
    const old = [page(0, 50), page(50, 100)]
    const before = mergePages(old)
    const fresh = mergePages([page(10, 60), old[1]!], before)
    expect([fresh.at(0)?.id, fresh.count]).toEqual(['r10', 90])
  })
})

describe('columns of a view', () => {
  const column = (key: string, rest: Partial<Column<object>> = {}): Column<object> => ({ key, header: key, width: '1fr', render: () => null, ...rest })
  const all = [column('name', { fixed: true, sort: 'name' }), column('city'), column('phone'), column('revenue', { sort: 'revenue', firstSort: 'descending' })]
  const usual = ['name', 'city', 'revenue']
  const keysOf = (text: string | undefined) => chosenColumns(all, usual, text).map(({ key }) => key)

  test('a link without columns shows the usual ones, and the usual ones need no place in the link', () => {
    expect(keysOf(undefined)).toEqual(usual)
    expect(columnsText(usual, usual)).toBeUndefined()
  })

  test('an old or mangled link shows what it can, and always what the row is', () => {
    expect(keysOf('gone.phone.phone.city')).toEqual(['name', 'phone', 'city'])
    expect(keysOf('...')).toEqual(['name'])
  })

  test('every choice and order comes back from its link', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['city', 'phone', 'revenue']), (rest) => {
        const keys = ['name', ...rest]
        expect(keysOf(columnsText(keys, usual))).toEqual(keys)
      }),
    )
  })

  test('a column moves by steps and stops at the ends', () => {
    expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a'])
  })

  test('asking for a sort again turns it round; amounts start from the top', () => {
    const revenue = all[3]!
    expect(nextSort(revenue, { by: 'name', direction: 'ascending' })).toEqual({ by: 'revenue', direction: 'descending' })
    expect(nextSort(revenue, { by: 'revenue', direction: 'descending' })).toEqual({ by: 'revenue', direction: 'ascending' })
    expect(nextSort(all[1]!, { by: 'name', direction: 'ascending' })).toEqual({ by: 'name', direction: 'ascending' })
  })
})

describe('what is on the screen', () => {
  const views = fc.record({
    scrollTop: fc.nat(14_000_000),
    height: fc.integer({ min: 100, max: 2000 }),
    rowHeight: fc.constantFrom(34, 44, 64),
    count: fc.nat(3_000_000),
  })

  test('every row that can be seen is there, and never many more, also where the list leaps', () => {
    fc.assert(
      fc.property(views, fc.boolean(), (view, leaps) => {
        const scrollTop = Math.min(view.scrollTop, Math.max(0, canvasHeight(view) - view.height))
        const { first, end, origin } = rowsShown({ ...view, scrollTop }, leaps)
        const place = (index: number) => origin + index * view.rowHeight
        if (first > 0) expect(place(first)).toBeLessThanOrEqual(scrollTop)
        if (end < view.count) expect(place(end)).toBeGreaterThanOrEqual(scrollTop + view.height)
        expect(end - first).toBeLessThanOrEqual(view.height / view.rowHeight + (leaps ? 26 : 50))
      }),
    )
  })

  test('the end of a list too long for a browser can be reached, and its last row is wholly seen there', () => {
    const view = { height: 800, rowHeight: 44, count: 2_000_000 }
    const bottom = tallest - view.height
    const { end, origin } = rowsShown({ ...view, scrollTop: bottom })
    expect(end).toBe(view.count)
    expect(Math.round(origin + view.count * view.rowHeight)).toBe(tallest)
  })

  test('a row asked for comes into sight by the shortest way, and one that is seen stays where it is', () => {
    const view = { scrollTop: 1000, height: 440, rowHeight: 44, count: 500 }
    expect(scrollTopToShow(25, view)).toBe(1000)
    expect(scrollTopToShow(0, view)).toBe(0)
    expect(scrollTopToShow(100, view)).toBe(101 * 44 - 440)
  })
})

describe('keys', () => {
  const press = (code: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
    commandOf({ code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held })

  test('letters work by their place on the board and leave shortcuts of the browser alone', () => {
    expect(press('KeyJ')).toEqual({ move: 'next', extend: false })
    expect(press('KeyO')).toEqual({ act: 'open' })
    for (const code of ['KeyJ', 'KeyO', 'Enter', 'Space']) expect(press(code, { ctrlKey: true })).toBeUndefined()
    expect(press('ArrowUp', { altKey: true })).toBeUndefined()
  })

  test('Shift with a move chooses on the way; Ctrl or Command with A chooses all', () => {
    expect(press('PageDown', { shiftKey: true })).toEqual({ move: 'page-down', extend: true })
    expect(press('KeyA', { ctrlKey: true })).toEqual({ act: 'choose-all' })
    expect(press('KeyA', { metaKey: true })).toEqual({ act: 'choose-all' })
    expect(press('KeyA')).toBeUndefined()
  })

  test('while a list moves its elements keep their order, and every row to be shown has one', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 60 }), fc.nat(200), (before, held, by) => {
        const from = (first: number) => Array.from({ length: held }, (_, n) => first + n)
        const elements = from(before).map((index) => index % held)
        const moved = inOrderOf(elements, from(before + by), held)
        expect(moved.map((index) => index % held)).toEqual(elements)
        expect(moved.toSorted((one, other) => one - other)).toEqual(from(before + by))
      }),
    )
  })
})
