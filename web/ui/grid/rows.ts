/** The rows of a list that comes in pages. A row that moved between two pages while they were read is shown once. */
export type Page<Row> = { items: readonly Row[]; next: string | null }

export type Rows<Row> = {
  /** How many are loaded. */
  readonly count: number
  /** There are more to load. */
  readonly more: boolean
  at(index: number): Row | undefined
  indexOf(id: string): number
}

type Merged<Row> = Rows<Row> & { readonly pages: readonly Page<Row>[]; readonly items: Row[]; readonly places: Map<string, number> }

/** Before the first page is there: places are held for what is on its way. */
export const rowsToCome: Rows<never> = { count: 0, more: true, at: () => undefined, indexOf: () => -1 }

/**
 * Rows of `pages`. When `before` holds the first of the same pages only the new ones are read, so that
 * page 1,000 costs no more than page 2.
 */
export function mergePages<Row extends { id: string }>(pages: readonly Page<Row>[], before?: Rows<Row>): Rows<Row> {
  const known = before && 'pages' in before ? (before as Merged<Row>) : undefined
  const grows =
    known !== undefined && known.items.length === known.count && known.pages.length <= pages.length && known.pages.every((page, n) => page === pages[n])
  const items = grows ? known.items : []
  const places = grows ? known.places : new Map<string, number>()
  for (const page of grows ? pages.slice(known.pages.length) : pages) {
    for (const row of page.items) {
      if (places.has(row.id)) continue
      places.set(row.id, items.length)
      items.push(row)
    }
  }
  const count = items.length
  const merged: Merged<Row> = {
    pages,
    items,
    places,
    count,
    more: (pages.at(-1)?.next ?? null) !== null,
    at: (index) => (index < count ? items[index] : undefined),
    indexOf: (id) => {
      const place = places.get(id) ?? -1
      return place < count ? place : -1
    },
  }
  return merged
}
