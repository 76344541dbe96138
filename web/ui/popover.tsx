import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react'
import type { PopoverProps as AriaPopoverProps } from 'react-aria-components/Popover'
import { soon } from './later.tsx'

type TriggerProps = { onPress?: () => void; 'aria-haspopup'?: 'dialog'; 'aria-expanded'?: boolean }
export type PopoverProps = {
  label: string
  trigger: ReactElement<TriggerProps>
  placement?: AriaPopoverProps['placement']
  children: ReactNode | ((close: () => void) => ReactNode)
}

const PopoverPanel = soon(() => import('./popover-panel.tsx'))

/** Something small that opens at a button: `<Popover label trigger={<Button …/>}>…</Popover>`. */
export function Popover(props: PopoverProps) {
  const [wanted, setWanted] = useState(false)
  const closed = cloneElement(props.trigger, { onPress: () => setWanted(true), 'aria-haspopup': 'dialog', 'aria-expanded': false })
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <PopoverPanel {...props} />
    </Suspense>
  )
}
