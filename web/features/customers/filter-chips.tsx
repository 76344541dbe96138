import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SegmentName } from '../../../contract/segments.ts'
import { IconButton } from '../../ui/button.tsx'
import { useWords } from '../../words.tsx'
import { segmentsQuery, teamsQuery, usersQuery } from './list-queries.ts'
import { type CustomerView, type FilterName, filtersOf } from './list-view.ts'

type OurName = Exclude<FilterName, 'search' | 'custom'>

type Props = {
  view: CustomerView
  onChange(view: CustomerView): void
  /** Those by the company's own fields, as the page shows them; nothing where there are none. */
  own: ReactNode
}

/** The filters that are set, each with what takes it away. The text that is searched stands in its own field. */
export function FilterChips({ view, onChange, own }: Props) {
  const words = useWords('customers')
  const common = useWords('common')
  const standing = useWords('standing')
  const teams = useQuery({ ...teamsQuery, enabled: view.teamId !== undefined }).data
  const users = useQuery({ ...usersQuery, enabled: view.ownerId !== undefined && view.ownerId !== 'mine' && view.ownerId !== 'nobody' }).data
  const segments = useQuery({ ...segmentsQuery, enabled: view.segment !== undefined }).data
  const names = filtersOf(view).filter((name) => name !== 'search' && name !== 'custom')
  if (names.length === 0 && !own) return null
  const text: Record<OurName, () => string | undefined> = {
    kind: () => view.kind && words.kinds[view.kind],
    teamId: () => teams?.find(({ id }) => id === view.teamId)?.name,
    ownerId: () => (view.ownerId === 'mine' ? words.mine : view.ownerId === 'nobody' ? words.nobody : users?.find(({ id }) => id === view.ownerId)?.name),
    tag: () => view.tag,
    city: () => view.city,
    buying: () => words.buyingIs[view.buying ? 'yes' : 'no'],
    overdue: () => words.overdueIs[view.overdue ? 'yes' : 'no'],
    openPromise: () => words.openPromiseIs[view.openPromise ? 'yes' : 'no'],
    segment: () => segments?.find(({ id }) => id === view.segment)?.name ?? standing.segment[view.segment as SegmentName],
    stage: () => view.stage && standing.stageOf[view.stage],
  }
  const label: Record<OurName, string> = {
    kind: words.kind,
    teamId: words.team,
    ownerId: words.owner,
    tag: words.tag,
    city: words.city,
    buying: words.buying,
    overdue: words.overdue,
    openPromise: words.openPromise,
    segment: standing.segmentLabel,
    stage: standing.stageLabel,
  }
  return (
    <ul className="customer-chips" aria-label={words.filters}>
      {names.map((name) => (
        <li key={name} className="chip accent tag">
          <span>
            {label[name]}: <bdi>{text[name]() ?? '…'}</bdi>
          </span>
          <IconButton icon="x" small label={`${common.remove}: ${label[name]}`} onPress={() => onChange({ ...view, [name]: undefined })} />
        </li>
      ))}
      {own}
    </ul>
  )
}
