import type { ReactElement } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover, type PopoverProps } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'

export type MenuEntry =
  | {
      id: string
      label: string
      run: () => void
      icon?: IconName
      keys?: string
      danger?: boolean
      disabled?: boolean /** Shown with a check. */
      chosen?: boolean
    }
  | 'line'

/** Actions behind a button: `<Menu label trigger={<IconButton …/>} entries={[…]} />`. */
export function Menu({
  label,
  trigger,
  entries,
  placement = 'bottom end',
}: {
  label: string
  trigger: ReactElement
  entries: readonly MenuEntry[]
  placement?: PopoverProps['placement']
}) {
  return (
    <MenuTrigger>
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
