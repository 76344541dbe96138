import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Channel } from '../../../contract/interactions.ts'
import { Button } from '../../ui/button.tsx'
import { dayText } from '../../ui/formats.ts'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import { useLocale } from '../../ui/place.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useWords } from '../../words.tsx'
import { channelLooks } from './entry-looks.ts'
import { JumpToDay } from './jump-to-day.tsx'
import type { TimelineFilter } from './use-timeline.ts'

type Order = 'day' | 'conversation'
type Props = {
  customerId: string
  filter: TimelineFilter
  onFilter(filter: TimelineFilter): void
  order: Order
  onOrder(order: Order): void
  searchRef: RefObject<HTMLInputElement | null>
}

const channels: readonly Channel[] = ['phone', 'whatsapp', 'email', 'sms', 'meeting', 'note', 'branch_visit', 'web_chat', 'web_form', 'letter', 'fax']

/** What of the timeline is shown: by channel and kind, by words, from a day back, by day or by conversation. */
export function TimelineBar({ customerId, filter, onFilter, order, onOrder, searchRef }: Props) {
  const words = useWords('file')
  const { channel: names } = useWords('interactions')
  const kinds: { kind: NonNullable<TimelineFilter['kind']>; label: string; icon: IconName }[] = [
    { kind: 'order', label: words.orders, icon: 'shopping-cart' },
    { kind: 'promise', label: words.promises, icon: 'handshake' },
    { kind: 'voice', label: words.voices, icon: 'lightbulb' },
    { kind: 'score', label: words.scores, icon: 'star' },
  ]
  const show = (part: Pick<TimelineFilter, 'kind' | 'channel'>) => onFilter({ ...filter, kind: undefined, channel: undefined, ...part })
  return (
    <div className="timeline-bar">
      <div className="timeline-tools">
        <FindInside value={filter.search ?? ''} onChange={(search) => onFilter({ ...filter, search: search || undefined })} searchRef={searchRef} />
        <JumpToDay customerId={customerId} onDay={(until) => onFilter({ ...filter, until })} />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend of its own */}
        <div className="segmented" role="group" aria-label={words.order}>
          <button type="button" aria-pressed={order === 'day'} onClick={() => onOrder('day')}>
            {words.byDay}
          </button>
          <button type="button" aria-pressed={order === 'conversation'} onClick={() => onOrder('conversation')}>
            {words.byConversation}
          </button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend of its own */}
      <div className="timeline-chips" role="group" aria-label={words.filterLabel}>
        <FilterChip label={words.everything} on={!filter.kind && !filter.channel} onPress={() => show({})} />
        {channels.slice(0, 6).map((channel) => (
          <FilterChip
            key={channel}
            label={names[channel]}
            icon={channelLooks[channel].icon}
            on={filter.channel === channel}
            onPress={() => show({ channel })}
          />
        ))}
        {kinds.map(({ kind, label, icon }) => (
          <FilterChip key={kind} label={label} icon={icon} on={filter.kind === kind} onPress={() => show({ kind })} />
        ))}
        {channels.slice(6).map((channel) => (
          <FilterChip
            key={channel}
            label={names[channel]}
            icon={channelLooks[channel].icon}
            on={filter.channel === channel}
            onPress={() => show({ channel })}
          />
        ))}
      </div>
      {filter.until && <FromDay day={filter.until} onClear={() => onFilter({ ...filter, until: undefined })} />}
    </div>
  )
}

function FilterChip({ label, icon, on, onPress }: { label: string; icon?: IconName; on: boolean; onPress(): void }) {
  return (
    <button type="button" className="filter-chip" aria-pressed={on} onClick={onPress}>
      {icon && <Icon name={icon} size={14} />}
      {label}
    </button>
  )
}

/** Looks once the typing rests. */
function FindInside({ value, onChange, searchRef }: { value: string; onChange(text: string): void; searchRef: Props['searchRef'] }) {
  const words = useWords('file')
  const [typed, setTyped] = useState(value)
  const newest = useRef(onChange)
  useEffect(() => {
    newest.current = onChange
  })
  useEffect(() => {
    if (typed.trim() === value) return
    const rest = setTimeout(() => newest.current(typed.trim()), 250)
    return () => clearTimeout(rest)
  }, [typed, value])
  return <SearchField label={words.searchInside} value={typed} onChange={setTyped} className="grow" inputRef={searchRef} />
}

function FromDay({ day, onClear }: { day: string; onClear(): void }) {
  const words = useWords('file')
  const locale = useLocale()
  return (
    <p className="timeline-from">
      <Icon name="history" size={15} />
      {words.fromDay(dayText(locale, day, 'long'))}
      <Button small look="quiet" icon="arrow-up" onPress={onClear}>
        {words.toNewest}
      </Button>
    </p>
  )
}
