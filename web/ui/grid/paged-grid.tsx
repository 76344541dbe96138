import type { ComponentProps, ReactNode } from 'react'
import { ProblemText } from '../problem.tsx'
import { useNarrow, useRowHeight } from './density.ts'
import { Grid } from './grid.tsx'
import type { Rows } from './rows.ts'

/** What a list that comes in pages knows of itself. */
type Pages<Row> = { rows: Rows<Row>; more(): void; list: { error: Error | null }; busy: boolean; memory: string }

type Props<Row extends { id: string }> = Omit<ComponentProps<typeof Grid<Row>>, 'rows' | 'rowHeight' | 'onNearEnd' | 'busy' | 'memory' | 'autoFocus'> & {
  pages: Pages<Row>
  /** Shown where nothing is found. */
  empty: ReactNode
}

/** The grid of a list that comes in pages: what it says when it is refused or empty, and cards for rows where there is no room. */
export function PagedGrid<Row extends { id: string }>({ pages: { rows, more, list, busy, memory }, empty, card, ...grid }: Props<Row>) {
  const narrow = useNarrow()
  const rowHeight = useRowHeight()
  if (list.error && rows.count === 0) return <ProblemText of={list.error} />
  if (!busy && rows.count === 0) return empty
  return <Grid {...grid} rows={rows} rowHeight={rowHeight} card={narrow ? card : undefined} onNearEnd={more} busy={busy} memory={memory} autoFocus={!narrow} />
}
