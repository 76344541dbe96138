import { IconButton } from '../../ui/button.tsx'
import { useWords } from '../../words.tsx'
import type { FieldFilter } from './field-filters.ts'

/** Filters by the company's own fields that are set, each with what takes it away; items of a list. */
export function FieldChips({ filters, onCustom }: { filters: readonly FieldFilter[]; onCustom(custom: string | undefined): void }) {
  const { remove } = useWords('common')
  return filters.map(({ key, label, says, without }) => (
    <li key={`custom.${key}`} className="chip accent tag">
      <span>
        <bdi>{label}</bdi>: <bdi>{says}</bdi>
      </span>
      <IconButton icon="x" small label={`${remove}: ${label}`} onPress={() => onCustom(without)} />
    </li>
  ))
}
