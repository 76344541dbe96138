import { useMemo } from 'react'
import type { GuardedField } from '../../../contract/access.ts'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useIsHidden } from '../../api/session.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Chip } from '../../ui/chip.tsx'
import { phoneText } from '../../ui/formats.ts'
import type { Column } from '../../ui/grid/columns.ts'
import { usePlace } from '../../ui/place.tsx'
import { Count, DayText, Money, When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { Trend } from './trend.tsx'

export const usualColumns = ['name', 'phone', 'city', 'owner', 'revenue', 'balance', 'lastOrder', 'lastContact', 'promise', 'tags']

/** What must be shown to a person for a column to be. */
const needs: Record<string, GuardedField> = {
  phone: 'contactPoints',
  email: 'contactPoints',
  revenue: 'amounts',
  trend: 'amounts',
  balance: 'finances',
  overdue: 'finances',
}

/** Every column of ours the list of customers knows, but those kept from this person. */
export function useCustomerColumns(): readonly Column<CustomerRow>[] {
  const words = useWords('customers')
  const { today } = usePlace()
  const isHidden = useIsHidden()
  return useMemo(
    () =>
      (
        [
          {
            key: 'name',
            header: words.name,
            width: 'minmax(180px, 2.2fr)',
            sort: 'name',
            fixed: true,
            render: (row) => (
              <span className="customer-name">
                <Avatar name={row.name} size={26} square={row.kind === 'organisation'} />
                <a className="customer-link" dir="auto" tabIndex={-1} href={`/customers/${row.id}`}>
                  {row.name}
                </a>
                {row.otherName && (
                  <span className="faint clip" dir="auto">
                    {row.otherName}
                  </span>
                )}
              </span>
            ),
          },
          { key: 'number', header: words.number, width: '84px', align: 'numeric', render: (row) => String(row.number) },
          { key: 'kind', header: words.kind, width: '110px', render: (row) => words.kinds[row.kind] },
          { key: 'phone', header: words.phone, width: '120px', dir: 'ltr', render: (row) => row.phone && phoneText(row.phone) },
          { key: 'email', header: words.email, width: 'minmax(160px, 1.2fr)', dir: 'ltr', render: (row) => row.email },
          { key: 'city', header: words.city, width: 'minmax(84px, 0.9fr)', sort: 'city', dir: 'auto', render: (row) => row.city },
          { key: 'team', header: words.team, width: 'minmax(100px, 0.9fr)', dir: 'auto', render: (row) => row.teamName },
          { key: 'owner', header: words.owner, width: 'minmax(92px, 0.9fr)', dir: 'auto', render: (row) => row.ownerName },
          {
            key: 'revenue',
            header: words.revenue,
            width: '112px',
            align: 'numeric',
            sort: 'revenue',
            firstSort: 'descending',
            render: (row) => (row.orders12m > 0 || row.revenue12mMinor !== 0) && <Money minor={row.revenue12mMinor} currency={row.currency} style="round" />,
          },
          {
            key: 'trend',
            header: words.trend,
            width: '92px',
            align: 'numeric',
            render: (row) => <Trend now={row.revenue12mMinor} before={row.revenuePrior12mMinor} />,
          },
          {
            key: 'balance',
            header: words.balance,
            width: '96px',
            align: 'numeric',
            sort: 'balance',
            firstSort: 'descending',
            render: (row) =>
              row.balanceMinor !== null &&
              row.balanceMinor !== 0 && <Money minor={row.balanceMinor} currency={row.currency} style="round" owed={(row.overdueMinor ?? 0) > 0} />,
          },
          {
            key: 'overdue',
            header: words.overdueAmount,
            width: '96px',
            align: 'numeric',
            render: (row) => (row.overdueMinor ?? 0) > 0 && <Money minor={row.overdueMinor!} currency={row.currency} style="round" owed />,
          },
          {
            key: 'lastOrder',
            header: words.lastOrder,
            width: '112px',
            sort: 'lastOrder',
            firstSort: 'descending',
            render: (row) => row.lastOrderAt && <When at={row.lastOrderAt} />,
          },
          {
            key: 'lastContact',
            header: words.lastContact,
            width: '112px',
            sort: 'lastContact',
            firstSort: 'descending',
            render: (row) => row.lastContactAt && <When at={row.lastContactAt} />,
          },
          {
            key: 'promise',
            header: words.nextPromise,
            width: '112px',
            render: (row) =>
              row.nextPromiseDue && (
                <span className={row.nextPromiseDue < today ? 'bad' : undefined}>
                  <DayText day={row.nextPromiseDue} style="from-today" />
                </span>
              ),
          },
          {
            key: 'recommend',
            header: words.recommend,
            width: '84px',
            align: 'numeric',
            render: (row) => row.lastRecommend !== null && <Count value={row.lastRecommend} />,
          },
          {
            key: 'tags',
            header: words.tags,
            width: 'minmax(100px, 1.2fr)',
            render: (row) =>
              row.tags.map((tag) => (
                <Chip key={tag}>
                  <bdi dir="auto">{tag}</bdi>
                </Chip>
              )),
          },
          { key: 'created', header: words.created, width: '112px', sort: 'created', firstSort: 'descending', render: (row) => <When at={row.createdAt} /> },
        ] satisfies Column<CustomerRow>[] as Column<CustomerRow>[]
      ).filter(({ key }) => !(needs[key] && isHidden(needs[key]))),
    [words, today, isHidden],
  )
}
