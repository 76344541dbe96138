import { useWords } from '../../words.tsx'
import type { Column, Sort } from './columns.ts'

type GridHeaderProps<Row> = {
  id: string
  columns: readonly Column<Row>[]
  sort: Sort | undefined
  /** The column the keyboard stands on, when it is in the header. */
  active: number | undefined
  /** Undefined where rows cannot be chosen. */
  chosen: 'all' | 'some' | 'none' | undefined
  onSort(column: Column<Row>): void
  onChooseAll(): void
}

/** The names of the columns; one that sorts is pressed to sort by it and pressed again to turn it round. */
export function GridHeader<Row>({ id, columns, sort, active, chosen, onSort, onChooseAll }: GridHeaderProps<Row>) {
  const words = useWords('grid')
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-names">
        {chosen && (
          <div role="columnheader" className="grid-check">
            <button
              type="button"
              tabIndex={-1}
              className="grid-all"
              aria-label={words.chooseAll}
              aria-pressed={chosen === 'some' ? 'mixed' : chosen === 'all'}
              onClick={onChooseAll}
            >
              <span className="grid-box" />
            </button>
          </div>
        )}
        {columns.map((column, index) => (
          <div
            key={column.key}
            role="columnheader"
            id={`${id}-h${index}`}
            aria-sort={column.sort && sort?.by === column.sort ? sort.direction : undefined}
            data-active={active === index || undefined}
            className={column.align ? 'grid-cell grid-numeric' : 'grid-cell'}
          >
            {column.sort ? (
              <button type="button" tabIndex={-1} className="grid-sort" onClick={() => onSort(column)}>
                {column.header}
              </button>
            ) : (
              column.header
            )}
          </div>
        ))}
      </div>
    </div>
  )
}
