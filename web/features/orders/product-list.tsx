import { useMemo } from 'react'
import type { Product } from '../../../contract/orders.ts'
import { Chip } from '../../ui/chip.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Code, Money, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

export function useProductColumns(): readonly Column<Product>[] {
  const words = useWords('orders')
  return useMemo(
    () => [
      {
        key: 'name',
        header: words.name,
        width: 'minmax(200px, 2.4fr)',
        sort: 'name',
        fixed: true,
        render: ({ name, active }) => (
          <span className={active ? undefined : 'product-off'}>
            <Written>{name}</Written>
          </span>
        ),
      },
      { key: 'sku', header: words.sku, width: 'minmax(110px, 0.9fr)', sort: 'sku', dir: 'ltr', render: ({ sku }) => sku },
      { key: 'category', header: words.category, width: 'minmax(120px, 1.2fr)', sort: 'category', dir: 'auto', render: ({ category }) => category },
      {
        key: 'price',
        header: words.unitPrice,
        width: '130px',
        align: 'numeric',
        render: ({ unitPriceMinor, currency }) => unitPriceMinor !== null && <Money minor={unitPriceMinor} currency={currency ?? undefined} />,
      },
      { key: 'active', header: words.state, width: '120px', render: ({ active }) => !active && <Chip tone="plain">{words.inactive}</Chip> },
    ],
    [words],
  )
}

/** A product in two lines, for a screen as wide as a hand. */
export function ProductCard({ row }: { row: Product }) {
  return (
    <div className="order-card">
      <div className="row">
        <strong className={row.active ? 'clip grow' : 'clip grow product-off'}>
          <Written>{row.name}</Written>
        </strong>
        {row.unitPriceMinor !== null && <Money minor={row.unitPriceMinor} currency={row.currency ?? undefined} />}
      </div>
      <div className="row small muted">
        <Code>{row.sku}</Code>
        <span className="push">
          <Written>{row.category}</Written>
        </span>
      </div>
    </div>
  )
}
