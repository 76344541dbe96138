/** Orders and returns of the customers a person may see. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import type { OrderRow } from '../../contract/orders.ts'
import { comingFrom } from '../api/file.ts'
import { usePages } from '../api/pages.ts'
import '../features/orders/orders.css'
import { SegmentChoice } from '../features/insight/segment-choice.tsx'
import { OrderCard, useOrderColumns } from '../features/orders/order-list.tsx'
import OrderPeek from '../features/orders/order-peek.tsx'
import { useActions } from '../shell/actions.ts'
import { Button } from '../ui/button.tsx'
import { DateField } from '../ui/date-field.tsx'
import { Empty } from '../ui/empty.tsx'
import { FindField } from '../ui/find-field.tsx'
import type { Direction } from '../ui/grid/columns.ts'
import type { GridHandle } from '../ui/grid/grid.tsx'
import { PagedGrid } from '../ui/grid/paged-grid.tsx'
import { later } from '../ui/later.tsx'
import { ListPage } from '../ui/list-page.tsx'
import { Select } from '../ui/select.tsx'
import { loadWords, useWords } from '../words.tsx'

const OrderFields = later(async () => {
  const [part] = await Promise.all([import('../features/file/order-fields.tsx'), loadWords('file', 'custom')])
  return part
})

const card = (row: OrderRow) => <OrderCard row={row} />

export default function OrdersPage() {
  const words = useWords('orders')
  const { clear } = useWords('common')
  const { peek, ...asked } = useSearch({ from: '/inside/orders' })
  const navigate = useNavigate()
  const change = (part: Partial<typeof asked & { peek: string }>, replace = true) => navigate({ to: '/orders', search: { ...asked, peek, ...part }, replace })
  const sort = { by: asked.sort ?? 'orderedAt', direction: (asked.direction ?? 'descending') as Direction }
  const pages = usePages<OrderRow>('GET /orders', { ...asked, sort: sort.by, direction: sort.direction })
  const columns = useOrderColumns()
  const grid = useRef<GridHandle>(null)
  const find = useRef<HTMLInputElement>(null)
  const filtered = Boolean(asked.search || asked.kind || asked.from || asked.until || asked.segment)
  useActions(
    useMemo(() => [{ id: 'filter-orders', name: words.search, icon: 'list-filter', keys: 'f', group: 'page', run: () => find.current?.focus() }], [words]),
  )

  const look = (row: OrderRow) => change({ peek: `${row.customer.id}.${row.id}` }, peek !== undefined)
  const close = () => {
    change({ peek: undefined })
    grid.current?.focus()
  }
  const [customerId, orderId] = peek?.split('.') ?? []
  const tools = (
    <>
      <FindField label={words.search} value={asked.search ?? ''} onChange={(search) => change({ search })} inputRef={find} />
      <Select
        bare
        label={words.kindLabel}
        value={asked.kind ?? 'any'}
        onChange={(kind) => change({ kind: kind === 'any' ? undefined : kind })}
        options={[
          { id: 'any', label: words.anyKind },
          { id: 'order', label: words.onlyKind.order },
          { id: 'return', label: words.onlyKind.return },
        ]}
      />
      <SegmentChoice segment={asked.segment} onSegment={(segment) => change({ segment })} />
      <span className="list-page-days">
        {words.from} <DateField bare label={words.from} day={asked.from ?? null} until={asked.until} onDay={(from) => change({ from: from ?? undefined })} />
        {words.until}{' '}
        <DateField bare label={words.until} day={asked.until ?? null} from={asked.from} onDay={(until) => change({ until: until ?? undefined })} />
      </span>
      {filtered && (
        <Button look="quiet" icon="x" onPress={() => navigate({ to: '/orders', search: {} })}>
          {clear}
        </Button>
      )}
    </>
  )
  return (
    <ListPage
      onClickCapture={comingFrom('list')}
      title={words.title}
      tools={tools}
      onClosePeek={close}
      peek={
        customerId &&
        orderId && (
          <OrderPeek
            customerId={customerId}
            orderId={orderId}
            onClose={close}
            onStep={(by) => grid.current?.move(by)}
            own={(order) => <OrderFields order={order} />}
          />
        )
      }
    >
      <PagedGrid
        ref={grid}
        label={words.title}
        pages={pages}
        columns={columns}
        card={card}
        empty={<Empty icon="shopping-cart">{filtered ? words.noneFound : words.none}</Empty>}
        sort={sort}
        onSort={({ by, direction }) => change({ sort: by, direction })}
        onPeek={look}
        onOpen={({ customer }) => navigate({ to: '/customers/$id', params: { id: customer.id } })}
        onActive={(row) => {
          if (peek) look(row)
        }}
      />
    </ListPage>
  )
}
