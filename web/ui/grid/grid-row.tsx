import { memo, type ReactNode } from 'react'
import type { Column } from './columns.ts'

type GridRowProps<Row> = {
  id: string
  index: number
  top: number
  row: Row | undefined
  columns: readonly Column<Row>[]
  card: ((row: Row) => ReactNode) | undefined
  active: boolean
  /** Undefined where rows cannot be chosen. */
  chosen: boolean | undefined
}

/** One row: plain elements, drawn again only when it changed. A row still on its way holds its place. */
function Row<Row>({ id, index, top, row, columns, card, active, chosen }: GridRowProps<Row>) {
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      aria-busy={row === undefined ? true : undefined}
      data-index={index}
      data-active={active || undefined}
      className="grid-row"
      style={{ transform: `translateY(${top}px)` }}
    >
      {chosen !== undefined && (
        <div role="gridcell" className="grid-check">
          <span className="grid-box" />
        </div>
      )}
      {card ? (
        <div role="gridcell" className="grid-card">
          {row === undefined ? <span className="grid-bar" /> : card(row)}
        </div>
      ) : (
        columns.map((column) => (
          <div key={column.key} role="gridcell" dir={column.dir} className={column.align ? 'grid-cell grid-numeric' : 'grid-cell'}>
            {row === undefined ? <span className="grid-bar" /> : column.render(row)}
          </div>
        ))
      )}
    </div>
  )
}

export const GridRow = memo(Row) as typeof Row
