import { cloneElement, type ReactElement, Suspense, useState } from 'react'
import type { PopoverProps } from 'react-aria-components/Popover'
import type { IconName } from './icon.tsx'
import { soon } from './later.tsx'

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

export type MenuProps = { label: string; trigger: ReactElement<TriggerProps>; entries: readonly MenuEntry[]; placement?: PopoverProps['placement'] }
type TriggerProps = { onPress?: () => void; 'aria-haspopup'?: 'menu'; 'aria-expanded'?: boolean }

const MenuList = soon(() => import('./menu-list.tsx'))

/** Actions behind a button: `<Menu label trigger={<IconButton …/>} entries={[…]} />`. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false)
  const closed = cloneElement(props.trigger, { onPress: () => setWanted(true), 'aria-haspopup': 'menu', 'aria-expanded': false })
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <MenuList {...props} />
    </Suspense>
  )
}
