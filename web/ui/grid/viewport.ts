/**
 * Which rows of a long list are on the screen. Rows are equally high, so this is arithmetic and not a
 * measurement: nothing is kept for a row that is not shown. Browsers give up on elements higher than
 * some 17 million pixels; beyond `tallest` the scrollbar is scaled and stands for more than it shows.
 */
export type Viewport = {
  scrollTop: number
  /** Of the part that shows rows. */
  height: number
  rowHeight: number
  count: number
}

export const tallest = 15_000_000
/** Rows are added and dropped by this many at once: enough that most frames of a slow scroll change nothing, few enough that none is long. */
const step = 4
/** How many rows beyond the screen are kept on either side, for a browser that scrolls before it asks. */
const ahead = 12

export const canvasHeight = ({ rowHeight, count }: Pick<Viewport, 'rowHeight' | 'count'>) => Math.min(tallest, rowHeight * count)

/** How many pixels of rows one pixel of the scrollbar stands for. */
function scale({ height, rowHeight, count }: Viewport) {
  const whole = rowHeight * count
  return whole <= tallest ? 1 : (whole - height) / (tallest - height)
}

/** How many rows are on the page at once: the same everywhere in a list, so that a row that leaves can become the one that comes. */
export const rowsHeld = ({ height, rowHeight }: Pick<Viewport, 'height' | 'rowHeight'>) => (Math.ceil((height / rowHeight + 2 * ahead) / step) + 1) * step

/**
 * The rows to have on the page, and how far down its canvas row 0 would stand. Where the list `leaps` by a screen and more, nothing
 * on it stays: then what is seen comes alone, and the rows beyond it once the list rests.
 */
export function rowsShown(view: Viewport, leaps = false): { first: number; end: number; origin: number } {
  const by = scale(view)
  const top = Math.max(0, view.scrollTop) * by
  const first = Math.max(0, Math.floor((top / view.rowHeight - (leaps ? 0 : ahead)) / step) * step)
  const end = Math.min(view.count, first + rowsHeld(view) - (leaps ? 2 * ahead : 0))
  return { first: Math.min(first, end), end, origin: by === 1 ? 0 : view.scrollTop - top }
}

/** Where to scroll so that a row is wholly seen; where we are, when it is. */
export function scrollTopToShow(index: number, view: Viewport): number {
  const by = scale(view)
  const top = view.scrollTop * by
  const from = index * view.rowHeight
  if (from < top) return from / by
  const lowest = from + view.rowHeight - view.height
  return lowest > top ? lowest / by : view.scrollTop
}

/** How many whole rows fit: a page of PageDown. */
export const rowsPerScreen = ({ height, rowHeight }: Pick<Viewport, 'height' | 'rowHeight'>) => Math.max(1, Math.floor(height / rowHeight) - 1)
