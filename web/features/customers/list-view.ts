/** A view of the customer list: what its link says. Filters, sort and columns; nothing that is as usual. */
import type { GuardedField } from '../../../contract/access.ts'
import type { CustomerRow, customerSorts } from '../../../contract/customers.ts'
import type { Sent } from '../../../contract/endpoint.ts'
import type { ContractOf } from '../../../contract/index.ts'
import { type LoyaltyStage, loyaltyStages } from '../../../contract/segments.ts'
import type { Direction, Sort } from '../../ui/grid/columns.ts'

type OwnSort = (typeof customerSorts)[number]
export type CustomerSort = OwnSort | `custom.${string}`
const sorts: readonly OwnSort[] = ['name', 'city', 'created', 'balance', 'lastContact', 'lastOrder', 'revenue']

export type CustomerView = {
  search?: string
  kind?: CustomerRow['kind']
  teamId?: string
  /** A person's id, `mine` for whoever looks, or `nobody`. */
  ownerId?: string
  tag?: string
  city?: string
  buying?: boolean
  overdue?: boolean
  openPromise?: boolean
  /** Custom fields, as the server reads them: `tier=gold,silver&since=2024-01-01..`. */
  custom?: string
  /** A segment's name, or the id of a saved one. */
  segment?: string
  stage?: LoyaltyStage
  sort?: CustomerSort
  direction?: Direction
  columns?: string
}

/** The view with one customer opened beside it, and the saved view it began from. */
export type CustomersSearch = CustomerView & { peek?: string; view?: string }

const filterNames = ['search', 'kind', 'teamId', 'ownerId', 'tag', 'city', 'buying', 'overdue', 'openPromise', 'segment', 'stage', 'custom'] as const
export type FilterName = (typeof filterNames)[number]
const viewNames = [...filterNames, 'sort', 'direction', 'columns'] as const

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) || undefined : undefined)
const flag = (value: unknown) => (value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined)
const oneOf = <Value extends string>(values: readonly Value[], value: unknown) => values.find((known) => known === value)

const isFieldSort = (value: unknown): value is `custom.${string}` => typeof value === 'string' && /^custom\.[a-z][a-zA-Z0-9]{0,39}$/.test(value)

/** What can be understood of a link's search parameters; a mangled part is as if it were not there. */
export function readSearch(raw: Record<string, unknown>): CustomersSearch {
  const sort = oneOf(sorts, raw.sort) ?? (isFieldSort(raw.sort) ? raw.sort : undefined)
  return known({
    search: text(raw.search),
    kind: oneOf(['person', 'organisation'] as const, raw.kind),
    teamId: text(raw.teamId),
    ownerId: text(raw.ownerId),
    tag: text(raw.tag),
    city: text(raw.city),
    buying: flag(raw.buying),
    overdue: flag(raw.overdue),
    openPromise: flag(raw.openPromise),
    custom: typeof raw.custom === 'string' ? raw.custom.slice(0, 1000) || undefined : undefined,
    segment: text(raw.segment),
    stage: oneOf(loyaltyStages, raw.stage),
    sort,
    direction: sort && oneOf(['ascending', 'descending'] as const, raw.direction),
    columns: typeof raw.columns === 'string' ? raw.columns.slice(0, 1000) || undefined : undefined,
    peek: text(raw.peek),
    view: text(raw.view),
  })
}

const known = <Fields extends object>(fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields

/** The view alone, always written the same way, so that two links to one view are equal. */
export const viewText = (view: CustomerView): string =>
  new URLSearchParams(viewNames.flatMap((name) => (view[name] === undefined ? [] : [[name, String(view[name])]]))).toString()

export const viewOf = (query: string): CustomerView => readSearch(Object.fromEntries(new URLSearchParams(query)))

/** The filters that are set, in the order they are shown. */
export const filtersOf = (view: CustomerView): FilterName[] => filterNames.filter((name) => view[name] !== undefined)
/** A link may have been made by somebody who sees more: what is kept from this person neither narrows nor sorts. */
export function withoutHidden<View extends CustomerView>(view: View, isHidden: (field: GuardedField) => boolean): View {
  const sortsByHidden = (view.sort === 'balance' && isHidden('finances')) || (view.sort === 'revenue' && isHidden('amounts'))
  return known({
    ...view,
    ...(sortsByHidden && { sort: undefined, direction: undefined }),
    ...(isHidden('finances') && { overdue: undefined }),
    ...(isHidden('amounts') && { segment: undefined }),
  })
}

export const withoutFilters = (view: CustomerView): CustomerView => known({ sort: view.sort, direction: view.direction, columns: view.columns })

/** The filter as the server reads it. */
export function filterQuery(view: CustomerView) {
  const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? ('true' as const) : ('false' as const))
  const { search, kind, teamId, ownerId, tag, city, buying, overdue, openPromise, segment, stage, custom } = view
  return known<FilterQuery>({
    search,
    kind,
    teamId,
    ownerId,
    tag,
    city,
    buying: yesNo(buying),
    overdue: yesNo(overdue),
    openPromise: yesNo(openPromise),
    custom,
    segment,
    stage,
  })
}
export type FilterQuery = Sent<ContractOf['GET /customers/count']>['query']

export const sortOf = (view: CustomerView): Sort & { by: CustomerSort } => ({ by: view.sort ?? 'name', direction: view.direction ?? 'ascending' })
