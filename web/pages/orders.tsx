/** Orders and returns of the customers a person may see. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import type { OrderRow } from '../../contract/orders.ts'
import { customOf, fieldOfColumn, withoutUnknown } from '../api/asked-fields.ts'
import { useKnownFields } from '../api/fields.ts'
import { comingFrom } from '../api/file.ts'
import { usePages } from '../api/pages.ts'
import { FieldChips } from '../features/custom/field-chips.tsx'
import { useFieldColumns } from '../features/custom/field-columns.tsx'
import { FieldFilters } from '../features/custom/field-filter-panel.tsx'
import { useFieldFilters } from '../features/custom/field-filters.ts'
import '../features/orders/orders.css'
import { SegmentChoice } from '../features/insight/segment-choice.tsx'
import { OrderCard, useOrderColumns, usualColumns } from '../features/orders/order-list.tsx'
import OrderPeek from '../features/orders/order-peek.tsx'
import { useActions } from '../shell/actions.ts'
import { Button } from '../ui/button.tsx'
import { Badge } from '../ui/chip.tsx'
import { DateField } from '../ui/date-field.tsx'
import { Empty } from '../ui/empty.tsx'
import { FindField } from '../ui/find-field.tsx'
import { chosenColumns, type Direction, type Sort } from '../ui/grid/columns.ts'
import type { GridHandle } from '../ui/grid/grid.tsx'
import { GridSettings } from '../ui/grid/grid-settings.tsx'
import { PagedGrid } from '../ui/grid/paged-grid.tsx'
import { later } from '../ui/later.tsx'
import { ListPage } from '../ui/list-page.tsx'
import { Popover } from '../ui/popover.tsx'
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
  const own = useWords('custom')
  const fields = useKnownFields('order')
  const {
    peek,
    columns: shown,
    ...asked
  } = withoutUnknown(
    useSearch({ from: '/inside/orders' }),
    fields?.map(({ key }) => key),
  )
  const navigate = useNavigate()
  const change = (part: Partial<typeof asked & { peek: string; columns: string }>, replace = true) =>
    navigate({ to: '/orders', search: { ...asked, peek, columns: shown, ...part }, replace })
  const sort = { by: asked.sort ?? 'orderedAt', direction: (asked.direction ?? 'descending') as Direction }
  const [ours, ofFields] = [useOrderColumns(), useFieldColumns<OrderRow>('order')]
  const all = useMemo(() => [...ours, ...ofFields], [ours, ofFields])
  const columns = useMemo(() => chosenColumns(all, usualColumns, shown), [all, shown])
  const wanted = columns.flatMap(({ key }) => fieldOfColumn(key) ?? []).sort()
  const pages = usePages<OrderRow>('GET /orders', { ...asked, fields: wanted.join(','), sort: sort.by, direction: sort.direction })
  const filters = useFieldFilters('order', asked.custom)
  const sortBy = ({ by, direction }: Sort) => change({ sort: by, direction })
  const grid = useRef<GridHandle>(null)
  const find = useRef<HTMLInputElement>(null)
  const filtered = Boolean(asked.search || asked.kind || asked.from || asked.until || asked.segment || asked.custom)
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
      {fields && fields.length > 0 && (
        <Popover
          label={own.filters}
          placement="bottom end"
          trigger={
            <Button icon="list-filter">
              {own.filter}
              {filters.length > 0 && <Badge tone="accent">{customOf(asked.custom).length}</Badge>}
            </Button>
          }
        >
          <div className="order-filters">
            <FieldFilters subject="order" custom={asked.custom} onCustom={(custom) => change({ custom })} />
          </div>
        </Popover>
      )}
      <GridSettings all={all} shown={columns} usual={usualColumns} onColumns={(columns) => change({ columns })} sort={sort} onSort={sortBy} />
      {filters.length > 0 && (
        <ul className="row wrap" aria-label={own.filters}>
          <FieldChips filters={filters} onCustom={(custom) => change({ custom })} />
        </ul>
      )}
      {filtered && (
        <Button look="quiet" icon="x" onPress={() => navigate({ to: '/orders', search: { columns: shown } })}>
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
        onSort={sortBy}
        onPeek={look}
        onOpen={({ customer }) => navigate({ to: '/customers/$id', params: { id: customer.id } })}
        onActive={(row) => {
          if (peek) look(row)
        }}
      />
    </ListPage>
  )
}
