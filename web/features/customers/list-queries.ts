/** What the list reads. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CustomerRow } from '../../../contract/customers.ts'
import { usePages } from '../../api/pages.ts'
import { ask } from '../../api/query.ts'
import type { Sort } from '../../ui/grid/columns.ts'
import type { FilterQuery } from './list-view.ts'

/** Every list of customers that is kept, whatever its filter. */
export const listKey = ['GET /customers', 'pages'] as const

export const useCustomers = (filter: FilterQuery, { by, direction }: Sort, fields: string) =>
  usePages<CustomerRow>('GET /customers', { ...filter, sort: by, direction, fields })

export const useCustomerCount = (filter: FilterQuery) => useQuery({ ...ask('GET /customers/count', { query: filter }), placeholderData: keepPreviousData })

/** However many: asked only by whoever presses for it. */
export const useExactCount = (filter: FilterQuery) => useQuery({ ...ask('GET /customers/count', { query: { ...filter, exact: 'true' } }), enabled: false })

const seldomChanges = { staleTime: 300_000 }
export const viewsQuery = ask('GET /views')
export const teamsQuery = { ...ask('GET /teams'), ...seldomChanges }
export const usersQuery = { ...ask('GET /users'), ...seldomChanges }
export const tagsQuery = ask('GET /tags')
export const segmentsQuery = ask('GET /segments')
