/** What the company sells. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import type { Product } from '../../contract/orders.ts'
import { usePages } from '../api/pages.ts'
import { useSession } from '../api/session.ts'
import '../features/orders/orders.css'
import { ProductForm } from '../features/orders/product-form.tsx'
import { ProductCard, useProductColumns } from '../features/orders/product-list.tsx'
import { type Action, useActions } from '../shell/actions.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { FindField } from '../ui/find-field.tsx'
import type { Direction } from '../ui/grid/columns.ts'
import type { GridHandle } from '../ui/grid/grid.tsx'
import { PagedGrid } from '../ui/grid/paged-grid.tsx'
import { ListPage } from '../ui/list-page.tsx'
import { Peek } from '../ui/peek.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'

const card = (row: Product) => <ProductCard row={row} />
const keepers = ['administrator', 'manager', 'marketer']

export default function ProductsPage() {
  const words = useWords('orders')
  const { user } = useSession()
  const asked = useSearch({ from: '/inside/products' })
  const navigate = useNavigate()
  const change = (part: Partial<typeof asked>) => navigate({ to: '/products', search: { ...asked, ...part }, replace: true })
  const sort = { by: asked.sort ?? 'name', direction: (asked.direction ?? 'ascending') as Direction }
  const pages = usePages<Product>('GET /products', { ...asked, sort: sort.by, direction: sort.direction })
  const columns = useProductColumns()
  const grid = useRef<GridHandle>(null)
  const find = useRef<HTMLInputElement>(null)
  const [editing, setEditing] = useState<Product | 'new'>()
  const mayKeep = keepers.includes(user.role)
  useActions(
    useMemo<Action[]>(
      () => [
        { id: 'filter-products', name: words.searchProducts, icon: 'list-filter', keys: 'f', group: 'page', run: () => find.current?.focus() },
        ...(mayKeep
          ? [{ id: 'new-product', name: words.addProduct, icon: 'plus' as const, keys: 'c', group: 'do' as const, run: () => setEditing('new') }]
          : []),
      ],
      [words, mayKeep],
    ),
  )
  const close = () => {
    setEditing(undefined)
    grid.current?.focus()
  }
  const edit = (row: Product) => {
    if (mayKeep) setEditing(row)
  }
  const tools = (
    <>
      <FindField label={words.searchProducts} value={asked.search ?? ''} onChange={(search) => change({ search })} inputRef={find} />
      <Select
        bare
        label={words.state}
        value={asked.active ?? 'any'}
        onChange={(active) => change({ active: active === 'any' ? undefined : active })}
        options={[
          { id: 'any', label: words.anyState },
          { id: 'true', label: words.active },
          { id: 'false', label: words.inactive },
        ]}
      />
    </>
  )
  const product = editing === 'new' ? undefined : editing
  return (
    <ListPage
      title={words.products}
      tools={tools}
      actions={
        mayKeep && (
          <Button look="filled" icon="plus" onPress={() => setEditing('new')}>
            {words.addProduct}
          </Button>
        )
      }
      onClosePeek={close}
      peek={
        editing && (
          <Peek title={product ? words.editProduct : words.addProduct} onClose={close}>
            <ProductForm key={product?.id ?? 'new'} product={product} onDone={close} />
          </Peek>
        )
      }
    >
      <PagedGrid
        ref={grid}
        label={words.products}
        pages={pages}
        columns={columns}
        card={card}
        empty={<Empty icon="package">{asked.search || asked.active ? words.noneProductsFound : words.noProducts}</Empty>}
        sort={sort}
        onSort={({ by, direction }) => change({ sort: by, direction })}
        onPeek={edit}
        onOpen={edit}
        onActive={(row) => {
          if (product) edit(row)
        }}
      />
    </ListPage>
  )
}
