/** The customers a person may see: found, sorted, chosen, looked at. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Customer, CustomerRow } from '../../contract/customers.ts'
import { fieldOfColumn, withoutUnknown } from '../api/asked-fields.ts'
import { useKnownFields } from '../api/fields.ts'
import { comeFrom, comingFrom } from '../api/file.ts'
import { queries } from '../api/query.ts'
import { useIsHidden, useMay, useSession } from '../api/session.ts'
import { FieldChips } from '../features/custom/field-chips.tsx'
import { useFieldColumns } from '../features/custom/field-columns.tsx'
import { FieldFilters } from '../features/custom/field-filter-panel.tsx'
import { useFieldFilters } from '../features/custom/field-filters.ts'
import { BulkBar } from '../features/customers/bulk-bar.tsx'
import { useCustomerColumns, usualColumns } from '../features/customers/columns.tsx'
import { CustomerCard } from '../features/customers/customer-card.tsx'
import { CustomerPeek } from '../features/customers/customer-peek.tsx'
import '../features/customers/customers.css'
import { FilterChips } from '../features/customers/filter-chips.tsx'
import { FilterPanel } from '../features/customers/filter-panel.tsx'
import { CustomerCount, DuplicatesLink, NewButton } from '../features/customers/list-head.tsx'
import { listKey, useCustomers } from '../features/customers/list-queries.ts'
import {
  type CustomerSort,
  type CustomersSearch,
  type CustomerView,
  filterQuery,
  filtersOf,
  sortOf,
  viewText,
  withoutFilters,
  withoutHidden,
} from '../features/customers/list-view.ts'
import { NoCustomers, NoneFound } from '../features/customers/no-customers.tsx'
import { SavedViews } from '../features/customers/saved-views.tsx'
import { type Action, useActions } from '../shell/actions.ts'
import { useLive } from '../shell/live.ts'
import { FindField } from '../ui/find-field.tsx'
import { chosenColumns, type Sort } from '../ui/grid/columns.ts'
import type { GridHandle } from '../ui/grid/grid.tsx'
import { GridSettings } from '../ui/grid/grid-settings.tsx'
import { PagedGrid } from '../ui/grid/paged-grid.tsx'
import { isNothing, nothing, type Selection } from '../ui/grid/selection.ts'
import { later } from '../ui/later.tsx'
import { useTitle } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'

const NewCustomer = later(() => import('../features/customers/new-customer.tsx'))
const card = (row: CustomerRow) => <CustomerCard row={row} />

export default function CustomersPage() {
  const words = useWords('customers')
  useTitle(words.title)
  const { user } = useSession()
  const isHidden = useIsHidden()
  const mayEdit = useMay('edit')
  const mayChoose = [mayEdit, useMay('export')].includes(true)
  const fields = useKnownFields('customer')
  const search = withoutUnknown(
    withoutHidden(useSearch({ from: '/inside/customers' }), isHidden),
    fields?.map(({ key }) => key),
  )
  const navigate = useNavigate()
  const go = (next: CustomersSearch, replace = false) => navigate({ to: '/customers', search: next, replace })
  const change = (view: CustomerView) => go({ ...search, ...view }, true)

  const filterKey = viewText({ ...search, sort: undefined, direction: undefined, columns: undefined })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all there is to say about the filter
  const filter = useMemo(() => filterQuery(search), [filterKey])
  const sort = sortOf(search)
  const [ours, own] = [useCustomerColumns(), useFieldColumns<CustomerRow>('customer')]
  const all = useMemo(() => [...ours, ...own], [ours, own])
  const fieldFilters = useFieldFilters('customer', search.custom)
  const columns = useMemo(() => chosenColumns(all, usualColumns, search.columns), [all, search.columns])
  const asked = columns.flatMap(({ key }) => fieldOfColumn(key) ?? []).sort()
  const pages = useCustomers(filter, sort, asked.join(','))
  const { rows, list } = pages

  const grid = useRef<GridHandle>(null)
  const find = useRef<HTMLInputElement>(null)
  const [creating, setCreating] = useState(false)
  const [chosen, setChosen] = useState<{ of: string; selection: Selection }>({ of: filterKey, selection: nothing })
  const selection = chosen.of === filterKey ? chosen.selection : nothing
  const choose = (next: Selection) => setChosen({ of: filterKey, selection: next })

  const reason = search.search ? 'search' : 'list'
  const open = ({ id }: { id: string }) => {
    comeFrom(reason, id)
    return navigate({ to: '/customers/$id', params: { id } })
  }
  const peek = ({ id }: { id: string }) => {
    comeFrom(reason, id)
    return go({ ...search, peek: id }, search.peek !== undefined)
  }
  const closePeek = () => {
    go({ ...search, peek: undefined }, true)
    grid.current?.focus()
  }
  const sortBy = ({ by, direction }: Sort) =>
    change({
      sort: by === 'name' && direction === 'ascending' ? undefined : (by as CustomerSort),
      direction: direction === 'ascending' ? undefined : direction,
    })

  useLive(search.peek ? [search.peek] : [])
  useActions(
    useMemo(
      () => [
        ...(mayEdit
          ? [{ id: 'new-customer', name: words.newCustomer, icon: 'user-plus', keys: 'c', group: 'do', run: () => setCreating(true) } satisfies Action]
          : []),
        { id: 'filter-customers', name: words.find, icon: 'list-filter', keys: 'f', group: 'page', run: () => find.current?.focus() },
      ],
      [words, mayEdit],
    ),
  )

  function created(customer: Customer) {
    setCreating(false)
    queries.resetQueries({ queryKey: listKey })
    toast({ text: words.opened(customer.name), tone: 'good' })
    open(customer)
  }

  function leavePeek(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !search.peek || (event.target as Element).role !== 'grid') return
    event.stopPropagation()
    closePeek()
  }

  const empty = !list.isPending && rows.count === 0 && filtersOf(search).length === 0
  return (
    <div className="fill customers-page" onKeyDownCapture={leavePeek} onClickCapture={comingFrom(reason)}>
      <header className="customers-head">
        <div className="customers-title">
          <h1>{words.title}</h1>
          <CustomerCount filter={filter} />
          {mayEdit && (
            <span className="row push">
              <DuplicatesLink />
              <NewButton onPress={() => setCreating(true)} />
            </span>
          )}
        </div>
        {!empty && (
          <div className="customers-tools">
            <SavedViews search={search} onGo={go} />
            <FindField label={words.find} value={search.search ?? ''} onChange={(text) => change({ search: text || undefined })} inputRef={find} />
            <FilterPanel
              view={search}
              onChange={(view) => go({ peek: search.peek, view: search.view, ...view }, true)}
              own={<FieldFilters subject="customer" custom={search.custom} onCustom={(custom) => change({ custom })} />}
            />
            <GridSettings all={all} shown={columns} usual={usualColumns} onColumns={(text) => change({ columns: text })} sort={sort} onSort={sortBy} />
          </div>
        )}
        <FilterChips
          view={search}
          onChange={change}
          own={fieldFilters.length > 0 && <FieldChips filters={fieldFilters} onCustom={(custom) => change({ custom })} />}
        />
      </header>
      {!isNothing(selection) && <BulkBar selection={selection} rows={rows} filter={filter} me={user} onClear={() => choose(nothing)} />}
      <div className="customers-list">
        <PagedGrid
          ref={grid}
          label={words.title}
          pages={pages}
          columns={columns}
          card={card}
          empty={
            empty ? (
              <NoCustomers mayLoadDemo={user.role === 'administrator'} onNew={() => setCreating(true)} />
            ) : (
              <NoneFound onClear={() => go(withoutFilters(search))} />
            )
          }
          sort={sort}
          onSort={sortBy}
          selection={mayChoose ? selection : undefined}
          onSelect={mayChoose ? choose : undefined}
          onPeek={peek}
          onOpen={open}
          onActive={(row) => {
            if (search.peek) peek(row)
          }}
        />
      </div>
      {search.peek && <CustomerPeek id={search.peek} row={rows.at(rows.indexOf(search.peek))} onClose={closePeek} onStep={(by) => grid.current?.move(by)} />}
      {creating && <NewCustomer me={user} onClose={() => setCreating(false)} onCreated={created} />}
    </div>
  )
}
