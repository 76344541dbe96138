import type { ReactElement, ReactNode } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover as AriaPopover, type PopoverProps } from 'react-aria-components/Popover'

/** Something small that opens at a button: `<Popover label trigger={<Button …/>}>…</Popover>`. */
export function Popover({
  label,
  trigger,
  placement = 'bottom start',
  children,
}: {
  label: string
  trigger: ReactElement
  placement?: PopoverProps['placement']
  children: ReactNode | ((close: () => void) => ReactNode)
}) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className="popover" placement={placement} offset={4}>
        <Dialog aria-label={label} className="padded" style={{ outline: 'none' }}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
