import { useMemo } from 'react'
import type { OrderRow } from '../../../contract/orders.ts'
import { useIsHidden } from '../../api/session.ts'
import { Chip } from '../../ui/chip.tsx'
import { dayOf } from '../../ui/formats.ts'
import type { Column } from '../../ui/grid/columns.ts'
import { usePlace } from '../../ui/place.tsx'
import { Code, DayText, Money, Name } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

export function KindChip({ kind }: { kind: OrderRow['kind'] }) {
  const words = useWords('orders')
  return <Chip tone={kind === 'return' ? 'warn' : 'plain'}>{words.kind[kind]}</Chip>
}

export const usualColumns = ['number', 'customer', 'orderedAt', 'kind', 'amount', 'takenBy']

export function useOrderColumns(): readonly Column<OrderRow>[] {
  const words = useWords('orders')
  const { timeZone } = usePlace()
  const hidden = useIsHidden()('amounts')
  return useMemo(
    () => [
      { key: 'number', header: words.number, width: 'minmax(110px, 0.8fr)', fixed: true, dir: 'ltr', render: ({ number }) => number },
      { key: 'customer', header: words.customer, width: 'minmax(180px, 2fr)', dir: 'auto', render: ({ customer }) => customer.name },
      {
        key: 'orderedAt',
        header: words.orderedAt,
        width: '120px',
        sort: 'orderedAt',
        firstSort: 'descending',
        render: ({ orderedAt }) => <DayText day={dayOf(orderedAt, timeZone)} />,
      },
      { key: 'kind', header: words.kindLabel, width: '110px', render: ({ kind }) => (kind === 'return' ? <KindChip kind={kind} /> : words.kind[kind]) },
      ...(hidden
        ? []
        : [
            {
              key: 'amount',
              header: words.amount,
              width: '130px',
              align: 'numeric',
              sort: 'amount',
              firstSort: 'descending',
              render: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} />,
            } satisfies Column<OrderRow>,
          ]),
      { key: 'takenBy', header: words.takenBy, width: 'minmax(120px, 1fr)', dir: 'auto', render: ({ takenBy }) => takenBy?.name },
    ],
    [words, timeZone, hidden],
  )
}

/** An order in two lines, for a screen as wide as a hand. */
export function OrderCard({ row }: { row: OrderRow }) {
  const { timeZone } = usePlace()
  return (
    <div className="order-card">
      <div className="row">
        <strong className="clip grow">
          <Name>{row.customer.name}</Name>
        </strong>
        {row.amountMinor !== null && <Money minor={row.amountMinor} currency={row.currency} />}
      </div>
      <div className="row small muted">
        <Code>{row.number}</Code>
        {row.kind === 'return' && <KindChip kind="return" />}
        <span className="push">
          <DayText day={dayOf(row.orderedAt, timeZone)} />
        </span>
      </div>
    </div>
  )
}
