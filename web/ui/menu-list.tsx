import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import type { MenuProps } from './menu.tsx'

/** The menu itself, loaded when it is first wanted. It opens as soon as it is there, because it was asked for. */
export default function MenuList({ label, trigger, entries, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger defaultOpen>
      {trigger}
      <Popover className="popover" placement={placement} offset={4}>
        <AriaMenu className="menu" aria-label={label}>
          {entries.map((entry, place) =>
            entry === 'line' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else to be known by
              <Separator key={`line-${place}`} className="menu-line" />
            ) : (
              <MenuItem
                key={entry.id}
                id={entry.id}
                textValue={entry.label}
                onAction={entry.run}
                isDisabled={entry.disabled}
                className={`item ${entry.danger ? 'danger' : ''}`}
              >
                {entry.icon && <Icon name={entry.icon} />}
                {entry.label}
                {entry.chosen && <Icon name="check" className="push" />}
                {entry.keys && (
                  <span className="item-hint">
                    <Kbd keys={entry.keys} />
                  </span>
                )}
              </MenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
