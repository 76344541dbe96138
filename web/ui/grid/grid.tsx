/**
 * The list of Kesher: any number of rows that come in pages. One element has the focus and names the row
 * the keyboard stands on; rows are plain elements, so that a hundred thousand scroll like a hundred.
 */
import './grid.css'
import { type KeyboardEvent, type MouseEvent, type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { type Column, nextSort, type Sort } from './columns.ts'
import { GridHeader } from './grid-header.tsx'
import { GridRow } from './grid-row.tsx'
import { type Command, commandOf, type Move } from './keys.ts'
import type { Rows } from './rows.ts'
import { isChosen, isNothing, nothing, type Selection } from './selection.ts'
import { useChoosing } from './use-choosing.ts'
import { useElements } from './use-elements.ts'
import { useViewport } from './use-viewport.ts'
import { canvasHeight, rowsPerScreen } from './viewport.ts'

export type GridHandle = {
  focus(): void
  /** Moves the keyboard's row and returns it. */
  move<Row>(by: number): Row | undefined
}

type GridProps<Row extends { id: string }> = {
  label: string
  rows: Rows<Row>
  columns: readonly Column<Row>[]
  rowHeight: number
  /** The row where there is no room for columns. */
  card?: ((row: Row) => ReactNode) | undefined
  sort?: Sort | undefined
  onSort?(sort: Sort): void
  selection?: Selection
  onSelect?(selection: Selection): void
  /** Enter, or a click: a look at the row beside the list. */
  onPeek?(row: Row): void
  /** `o`, or a second click: the row's own page. */
  onOpen(row: Row): void
  /** The keyboard went to another row. */
  onActive?(row: Row): void
  /** The end of what is loaded comes near. */
  onNearEnd(): void
  busy?: boolean
  /** What this list is a list of. Position and row are kept under it, for when the person comes back. */
  memory: string
  /** Takes the keyboard as soon as it is there. */
  autoFocus?: boolean
  ref?: Ref<GridHandle>
}

const headerHeight = 38
const placeholders = 30
const ahead = 60
const remembered = new Map<string, { top: number; id: string | undefined; index: number }>()

export function Grid<Row extends { id: string }>(props: GridProps<Row>) {
  const {
    label,
    rows,
    columns,
    rowHeight,
    card,
    sort,
    onSort,
    selection = nothing,
    onSelect,
    onPeek,
    onOpen,
    onActive,
    onNearEnd,
    busy,
    memory,
    autoFocus,
    ref,
  } = props
  const id = useId()
  const headed = !card
  const count = rows.count + (rows.more ? placeholders : 0)
  const { scroller, top, shown, held, moving, view, show } = useViewport(count, rowHeight, headed ? headerHeight : 0)
  const [at, setAt] = useState<{ id: string | undefined; index: number }>(() => remembered.get(memory) ?? { id: undefined, index: 0 })
  const [inHeader, setInHeader] = useState<number>()
  const choosing = useChoosing(rows, selection, onSelect)

  const place = at.id === undefined || rows.at(at.index)?.id === at.id ? at.index : rows.indexOf(at.id)
  const active = Math.max(0, Math.min(place < 0 ? at.index : place, rows.count - 1))

  const listed = useRef(memory)
  if (listed.current !== memory) {
    listed.current = memory
    setAt({ id: undefined, index: 0 })
  }
  const leaving = useRef({ memory, at })
  useLayoutEffect(() => {
    leaving.current = { memory, at }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useLayoutEffect(() => {
    scroller.current!.scrollTop = 0
  }, [memory, scroller])
  useLayoutEffect(() => {
    scroller.current!.scrollTop = remembered.get(leaving.current.memory)?.top ?? 0
    return () => {
      remembered.delete(leaving.current.memory)
      remembered.set(leaving.current.memory, { top: top.current, ...leaving.current.at })
      if (remembered.size > 100) remembered.delete(remembered.keys().next().value!)
    }
  }, [scroller, top])

  useEffect(() => {
    if (rows.more && shown.end > rows.count - ahead) onNearEnd()
  }, [rows, shown.end, onNearEnd])
  useEffect(() => {
    if (autoFocus && (document.activeElement === null || document.activeElement === document.body)) scroller.current?.focus({ preventScroll: true })
  }, [autoFocus, scroller])

  function goTo(index: number) {
    const next = Math.max(0, Math.min(rows.count - 1, index))
    const row = rows.at(next)
    if (!row) return undefined
    setInHeader(undefined)
    setAt({ id: row.id, index: next })
    show(next)
    onActive?.(row)
    return row
  }

  useImperativeHandle(ref, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    move: <Shown,>(by: number) => goTo(active + by) as unknown as Shown | undefined,
  }))

  function target(move: Move): number {
    switch (move) {
      case 'next':
        return active + 1
      case 'previous':
        return active - 1
      case 'page-down':
        return active + rowsPerScreen(view())
      case 'page-up':
        return active - rowsPerScreen(view())
      case 'first':
        return 0
      case 'last':
        return rows.count - 1
    }
  }

  /** What to do on a key; nothing when the list has no use for it. */
  function reaction(command: Command): (() => void) | undefined {
    if ('move' in command) {
      const to = Math.max(0, Math.min(rows.count - 1, target(command.move)))
      if (headed && command.move === 'previous' && active === 0 && !command.extend) return () => setInHeader(0)
      return () => {
        if (command.extend && onSelect) choosing.upTo(to, active)
        else choosing.endRange()
        goTo(to)
      }
    }
    const row = rows.at(active)
    switch (command.act) {
      case 'choose':
        return onSelect && (() => choosing.one(active))
      case 'choose-range':
        return onSelect && (() => choosing.upTo(active, active))
      case 'choose-all':
        return onSelect && choosing.all
      case 'leave':
        return isNothing(selection) ? undefined : choosing.none
      case 'peek':
        return row && (() => (onPeek ?? onOpen)(row))
      case 'open':
        return row && (() => onOpen(row))
    }
  }

  function reactionInHeader(code: string): (() => void) | undefined {
    const column = inHeader ?? 0
    const forward = getComputedStyle(scroller.current!).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    if (code === 'ArrowDown' || code === 'Escape') return () => setInHeader(undefined)
    if (code === 'ArrowLeft' || code === 'ArrowRight') return () => setInHeader(Math.max(0, Math.min(columns.length - 1, column + (code === forward ? 1 : -1))))
    if (code === 'Enter' || code === 'Space') return () => sortBy(columns[column]!)
  }

  function pressed(event: KeyboardEvent) {
    if (event.target !== event.currentTarget) return
    const command = commandOf(event)
    const react = (inHeader !== undefined && reactionInHeader(event.code)) || (command && reaction(command))
    if (!react) return
    event.preventDefault()
    event.stopPropagation()
    react()
  }

  function sortBy(column: Column<Row>) {
    const next = nextSort(column, sort)
    if (next && next !== sort) onSort?.(next)
  }

  const indexUnder = (element: Element) => Number(element.closest('[data-index]')?.getAttribute('data-index') ?? NaN)

  function clicked(event: MouseEvent) {
    const element = event.target as Element
    const index = indexUnder(element)
    const row = rows.at(index)
    const elsewhere = element.closest('a') !== null && (event.ctrlKey || event.metaKey)
    if (!row || elsewhere) return
    event.preventDefault()
    const choosingNow = onSelect && (event.shiftKey || event.ctrlKey || event.metaKey || element.closest('.grid-check'))
    if (choosingNow && event.shiftKey) choosing.upTo(index, active)
    else if (choosingNow) choosing.one(index)
    else choosing.endRange()
    goTo(index)
    if (choosingNow) return
    if (card) onOpen(row)
    else (onPeek ?? onOpen)(row)
  }

  function clickedTwice(event: MouseEvent) {
    const row = rows.at(indexUnder(event.target as Element))
    if (row && !(event.target as Element).closest('.grid-check')) onOpen(row)
  }

  const indexes = useElements(shown, held, moving)
  const apart = rows.count > 0 && (active < shown.first || active >= shown.end) ? [active] : []
  const chosen = selection.all ? (selection.ids.size === 0 ? 'all' : 'some') : isNothing(selection) ? 'none' : 'some'
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.more ? -1 : rows.count + 1}
      aria-multiselectable={onSelect ? true : undefined}
      aria-busy={busy || undefined}
      aria-activedescendant={inHeader !== undefined ? `${id}-h${inHeader}` : rows.count > 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      className={card ? 'grid grid-cards' : 'grid'}
      style={
        {
          '--grid-row': `${rowHeight}px`,
          '--grid-columns': [onSelect && '44px', ...(card ? ['1fr'] : columns.map(({ width }) => width))].filter(Boolean).join(' '),
        } as React.CSSProperties
      }
      onKeyDown={pressed}
      onClick={clicked}
      onDoubleClick={clickedTwice}
      onMouseDown={(event) => {
        if (event.shiftKey) event.preventDefault()
      }}
    >
      <div className="grid-sheet" role="presentation">
        {headed && (
          <GridHeader
            id={id}
            columns={columns}
            sort={sort}
            active={inHeader}
            chosen={onSelect && chosen}
            onSort={sortBy}
            onChooseAll={chosen === 'none' ? choosing.all : choosing.none}
          />
        )}
        <div role="rowgroup" className="grid-canvas" style={{ height: canvasHeight({ rowHeight, count }) }}>
          {[...indexes, ...apart].map((index) => {
            const row = rows.at(index)
            return (
              <GridRow
                key={index < shown.first || index >= shown.end ? 'apart' : index % held}
                id={`${id}-${index}`}
                index={index}
                top={shown.origin + index * rowHeight}
                row={row}
                columns={columns}
                card={card}
                active={inHeader === undefined && index === active}
                chosen={onSelect && row ? isChosen(selection, row.id) : onSelect && selection.all}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
