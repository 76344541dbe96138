/** The timeline: any number of entries, drawn only where the reader is. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { CustomerFile } from '../../../contract/file.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { dayOf, dayText } from '../../ui/formats.ts'
import { usePainted } from '../../ui/painted.ts'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { Entry, type Interaction } from './entry.tsx'
import { TimelineBar } from './timeline-bar.tsx'
import { type Row, timelineRows } from './timeline-rows.ts'
import { type TimelineFilter, useTimeline } from './use-timeline.ts'

type Props = {
  file: CustomerFile
  onOrder(id: string): void
  onReply?: ((entry: Interaction) => void) | undefined
  searchRef: RefObject<HTMLInputElement | null>
}

export function Timeline({ file, onOrder, onReply, searchRef }: Props) {
  const words = useWords('file')
  const { timeZone } = usePlace()
  const [filter, setFilter] = useState<TimelineFilter>({})
  const [order, setOrder] = useState<'day' | 'conversation'>('day')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const scroller = useRef<HTMLDivElement>(null)
  const atTop = () => (scroller.current?.scrollTop ?? 0) < 40
  const { entries, waiting, takeFresh, query, plain } = useTimeline(file, filter, atTop)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const rows = useMemo(
    () => timelineRows({ entries, order, dayOf: (at) => dayOf(at, timeZone), open, more: hasNextPage }),
    [entries, order, timeZone, open, hasNextPage],
  )
  const narrow = (next: TimelineFilter) => {
    setFilter(next)
    scroller.current?.scrollTo({ top: 0 })
  }
  const fold = (key: string) => {
    const next = new Set(open)
    if (!next.delete(key)) next.add(key)
    setOpen(next)
  }
  return (
    <section className="timeline" aria-label={words.timeline}>
      <TimelineBar customerId={file.customer.id} filter={filter} onFilter={narrow} order={order} onOrder={setOrder} searchRef={searchRef} />
      <div className="timeline-window">
        {waiting > 0 && (
          <Button
            look="filled"
            small
            icon="arrow-up"
            className="timeline-pill"
            onPress={() => {
              takeFresh()
              scroller.current?.scrollTo({ top: 0 })
            }}
          >
            {words.newEntries(waiting)}
          </Button>
        )}
        <div ref={scroller} className="timeline-scroll" data-old={query.isPlaceholderData || undefined}>
          {query.error && rows.length === 0 ? (
            <ProblemText of={query.error} />
          ) : query.isPending ? (
            <Skeleton lines={8} />
          ) : rows.length === 0 ? (
            <Empty icon="activity" action={plain ? undefined : <Button onPress={() => narrow({})}>{words.showAll}</Button>}>
              {plain ? words.empty1 : words.nothingFits}
            </Empty>
          ) : (
            <Feed
              rows={rows}
              scroller={scroller}
              customerId={file.customer.id}
              onOrder={onOrder}
              onReply={onReply}
              onFold={fold}
              busy={isFetchingNextPage}
              onNearEnd={hasNextPage ? fetchNextPage : undefined}
            />
          )}
        </div>
      </div>
    </section>
  )
}

type FeedProps = {
  rows: readonly Row[]
  scroller: RefObject<HTMLDivElement | null>
  customerId: string
  onOrder(id: string): void
  onReply?: ((entry: Interaction) => void) | undefined
  onFold(key: string): void
  busy: boolean
  onNearEnd: (() => unknown) | undefined
}

function Feed({ rows, scroller, customerId, onOrder, onReply, onFold, busy, onNearEnd }: FeedProps) {
  const words = useWords('file')
  const painted = usePainted()
  const [active, setActive] = useState<string>()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (place) => rows[place]!.key,
    estimateSize: (place) => (rows[place]!.kind === 'day' ? 44 : 78),
    // A guess for the first drawing, so that entries stand in it and not in a second one after it.
    initialRect: { width: 0, height: innerHeight / 2 },
    overscan: painted ? 8 : 2,
  })
  const drawn = virtual.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (onNearEnd && !busy && last >= rows.length - 15) onNearEnd()
  }, [last, rows.length, busy, onNearEnd])

  const firstEntry = rows.find(({ kind }) => kind === 'entry')?.key
  const stop = rows.some(({ key }) => key === active) ? active : firstEntry
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target as HTMLElement).matches('article')) return
    const row = rows.find(({ key }) => key === stop)
    if (event.code === 'KeyJ' || event.code === 'ArrowDown') step(1)
    else if (event.code === 'KeyK' || event.code === 'ArrowUp') step(-1)
    else if (event.code === 'Enter' && row?.kind === 'entry' && row.entry.kind === 'order') onOrder(row.entry.id)
    else if (event.code === 'Enter' && row?.kind === 'entry' && row.folded.length > 0) onFold(row.key)
    else return
    event.preventDefault()
  }
  const step = (by: 1 | -1) => {
    let place = rows.findIndex(({ key }) => key === stop) + by
    while (rows[place]?.kind === 'day') place += by
    const row = rows[place]
    if (!row) return
    setActive(row.key)
    virtual.scrollToIndex(place, { align: 'auto' })
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.key)}"]`)?.focus({ preventScroll: true }))
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the entries inside it
    <div aria-busy={busy} className="timeline-feed" style={{ blockSize: virtual.getTotalSize() + 40 }} onKeyDown={onKeyDown}>
      {drawn.map(({ index, key, start }) => {
        const row = rows[index]!
        const place = { transform: `translateY(${start}px)` }
        return row.kind === 'day' ? (
          <div key={key} ref={virtual.measureElement} data-index={index} className="timeline-row" style={place}>
            <DayHead row={row} />
          </div>
        ) : (
          <article
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            data-key={row.key}
            className="timeline-row entry"
            style={place}
            tabIndex={row.key === stop ? 0 : -1}
            onFocus={() => setActive(row.key)}
            aria-posinset={index + 1}
            aria-setsize={onNearEnd ? -1 : rows.length}
          >
            <Entry
              customerId={customerId}
              entry={row.entry}
              folded={row.folded.length}
              open={row.open}
              inside={row.inside}
              onFold={() => onFold(row.key)}
              onOrder={onOrder}
              onReply={onReply}
            />
          </article>
        )
      })}
      <p className="timeline-end faint small" style={{ transform: `translateY(${virtual.getTotalSize()}px)` }}>
        {busy ? <Skeleton width={120} height={10} /> : onNearEnd ? null : words.start}
      </p>
    </div>
  )
}

function DayHead({ row }: { row: Extract<Row, { kind: 'day' }> }) {
  const words = useWords('file')
  const locale = useLocale()
  const { today } = usePlace()
  return (
    <div className="day-head">
      <h3>
        {row.day === today && <>{words.today}, </>}
        <time dateTime={row.day}>{dayText(locale, row.day, 'long')}</time>
      </h3>
      <span className="day-line" />
      {row.whole && <span className="faint small">{words.entries(row.entries)}</span>}
    </div>
  )
}
