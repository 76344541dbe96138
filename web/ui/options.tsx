/** The lists that open under a field. */
import type { ReactNode } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { useWords } from '../words.tsx'
import { Icon, type IconName } from './icon.tsx'

export type Option = { id: string; label: string; hint?: ReactNode; icon?: IconName /** Not to be chosen now. */; disabled?: boolean }

export function OptionList({ items, empty }: { items?: readonly Option[]; empty?: string }) {
  const words = useWords('common')
  return (
    <Popover className="popover" offset={4} style={{ minInlineSize: 'var(--trigger-width)' }}>
      <ListBox<Option> items={items} className="listbox" renderEmptyState={() => <div className="no-items">{empty ?? words.nothingFound}</div>}>
        {(option) => (
          <ListBoxItem className="item" id={option.id} textValue={option.label} isDisabled={option.disabled}>
            {option.icon && <Icon name={option.icon} />}
            <bdi className="clip">{option.label}</bdi>
            {option.hint && <span className="item-hint">{option.hint}</span>}
            <Icon name="check" className="check" />
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  )
}
