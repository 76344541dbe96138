import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type LoyaltyStage, loyaltyStages, segmentNames } from '../../../contract/segments.ts'
import { customOf } from '../../api/asked-fields.ts'
import { useIsHidden } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/chip.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { Popover } from '../../ui/popover.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import { segmentsQuery, tagsQuery, teamsQuery, usersQuery } from './list-queries.ts'
import { type CustomerView, filtersOf, withoutFilters } from './list-view.ts'

type Props = {
  view: CustomerView
  onChange(view: CustomerView): void
  /** Filters by the company's own fields, as the page shows them. */
  own: ReactNode
}

/** All filters behind one button. Each acts at once. */
export function FilterPanel(props: Props) {
  const words = useWords('customers')
  const set = filtersOf(props.view).filter((name) => name !== 'search' && name !== 'custom').length + customOf(props.view.custom).length
  const trigger = (
    <Button icon="list-filter">
      {words.filter}
      {set > 0 && <Badge tone="accent">{set}</Badge>}
    </Button>
  )
  return (
    <Popover label={words.filter} trigger={trigger} placement="bottom end">
      <Filters {...props} />
    </Popover>
  )
}

const any = 'any'

function Filters({ view, onChange, own }: Props) {
  const words = useWords('customers')
  const teams = useQuery(teamsQuery).data ?? []
  const users = useQuery(usersQuery).data ?? []
  const tags = useQuery(tagsQuery).data ?? []
  const [city, setCity] = useState(view.city ?? '')
  const isHidden = useIsHidden()
  const standing = useWords('standing')
  const segments = useQuery(segmentsQuery).data ?? []
  const set = (part: Partial<CustomerView>) => onChange({ ...view, ...part })
  const value = (chosen: string) => (chosen === any ? undefined : chosen)
  const everything = { id: any, label: words.anything }
  const yesNo = (name: 'buying' | 'overdue' | 'openPromise', label: string, is: { yes: string; no: string }) => (
    <Select
      label={label}
      options={[everything, { id: 'yes', label: is.yes }, { id: 'no', label: is.no }]}
      value={view[name] === undefined ? any : view[name] ? 'yes' : 'no'}
      onChange={(chosen) => set({ [name]: chosen === any ? undefined : chosen === 'yes' })}
    />
  )
  return (
    <div className="customer-filters">
      <RadioGroup
        label={words.kind}
        segmented
        className="customer-wide"
        value={view.kind ?? any}
        options={[everything, { id: 'person', label: words.kinds.person }, { id: 'organisation', label: words.kinds.organisation }]}
        onChange={(kind) => set({ kind: kind === 'any' ? undefined : (kind as 'person') })}
      />
      <Select
        label={words.owner}
        value={view.ownerId ?? any}
        onChange={(owner) => set({ ownerId: value(owner) })}
        options={[
          { id: any, label: words.anyone },
          { id: 'mine', label: words.mine },
          { id: 'nobody', label: words.nobody },
          ...users.map(({ id, name }) => ({ id, label: name })),
        ]}
      />
      <Select
        label={words.team}
        value={view.teamId ?? any}
        options={[everything, ...teams.map(({ id, name }) => ({ id, label: name }))]}
        onChange={(team) => set({ teamId: value(team) })}
      />
      {yesNo('buying', words.buying, words.buyingIs)}
      {!isHidden('finances') && yesNo('overdue', words.overdue, words.overdueIs)}
      {yesNo('openPromise', words.openPromise, words.openPromiseIs)}
      {!isHidden('amounts') && (
        <Select
          label={standing.segmentLabel}
          value={view.segment ?? any}
          options={[
            everything,
            ...segments.map(({ id, name }) => ({ id, label: standing.saved(name) })),
            ...segmentNames.map((id) => ({ id: id as string, label: standing.segment[id] })),
          ]}
          onChange={(segment) => set({ segment: value(segment) })}
        />
      )}
      <Select
        label={standing.stageLabel}
        value={view.stage ?? any}
        options={[everything, ...loyaltyStages.map((id) => ({ id, label: standing.stageOf[id] }))]}
        onChange={(stage) => set({ stage: value(stage) as LoyaltyStage | undefined })}
      />
      <Select
        label={words.tag}
        value={view.tag ?? any}
        options={[everything, ...tags.map(({ tag }) => ({ id: tag, label: tag }))]}
        onChange={(tag) => set({ tag: value(tag) })}
      />
      <TextField
        label={words.city}
        value={city}
        onChange={setCity}
        onBlur={() => set({ city: city.trim() || undefined })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set({ city: city.trim() || undefined })
        }}
      />
      {own}
      <div className="customer-wide">
        <Button
          look="quiet"
          small
          isDisabled={filtersOf(view).length === 0}
          onPress={() => {
            setCity('')
            onChange(withoutFilters(view))
          }}
        >
          {words.clearFilters}
        </Button>
      </div>
    </div>
  )
}
