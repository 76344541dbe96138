/** Which columns of a list are shown and in what order, as it stands in the link of a view: `name.city.revenue`. */
export type Column<Row> = {
  key: string
  header: string
  /** As CSS grid writes it: `140px`, `minmax(180px, 2fr)`. */
  width: string
  /** Numbers stand at the right edge in both directions, so that digits line up. */
  align?: 'numeric'
  /**
   * The direction of what stands in the cell when that is text alone: the cell clips it, and only in its own direction does it
   * keep its beginning. Every box that clips costs the browser a layer of its own to paint, so a cell's text needs no other.
   */
  dir?: 'ltr' | 'auto'
  /** The name of the sort this column offers. */
  sort?: string
  /** Numbers and dates are more telling from the top: the first click sorts descending. */
  firstSort?: Direction
  /** Always shown and always first: what the row is. */
  fixed?: boolean
  render(row: Row): React.ReactNode
}
export type Direction = 'ascending' | 'descending'
export type Sort = { by: string; direction: Direction }

/** The columns a view names, in its order; what it does not know is left out, and nothing it names is shown twice. */
export function chosenColumns<Row>(all: readonly Column<Row>[], usual: readonly string[], text: string | undefined): Column<Row>[] {
  const keys = text ? text.split('.') : usual
  const byKey = new Map(all.map((column) => [column.key, column]))
  const chosen = new Set([...all.filter((column) => column.fixed).map(({ key }) => key), ...keys.filter((key) => byKey.has(key))])
  return [...chosen].map((key) => byKey.get(key)!)
}

/** What a link says of these columns: nothing when they are the usual ones. */
export function columnsText(keys: readonly string[], usual: readonly string[]): string | undefined {
  const text = keys.join('.')
  return text === usual.join('.') ? undefined : text
}

/** `keys` with one of them moved by so many places. */
export function moved(keys: readonly string[], key: string, by: number): string[] {
  const from = keys.indexOf(key)
  if (from < 0) return [...keys]
  const rest = keys.filter((other) => other !== key)
  rest.splice(Math.max(0, Math.min(rest.length, from + by)), 0, key)
  return rest
}

/** The sort after a column was asked for once more. */
export function nextSort<Row>(column: Column<Row>, now: Sort | undefined): Sort | undefined {
  if (!column.sort) return now
  const first = column.firstSort ?? 'ascending'
  if (now?.by !== column.sort) return { by: column.sort, direction: first }
  return { by: column.sort, direction: now.direction === 'ascending' ? 'descending' : 'ascending' }
}
