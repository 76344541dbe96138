import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { PopoverProps } from './popover.tsx'

/** The panel itself, loaded when it is first wanted. It opens as soon as it is there, because it was asked for. */
export default function PopoverPanel({ label, trigger, placement = 'bottom start', children }: PopoverProps) {
  return (
    <DialogTrigger defaultOpen>
      {trigger}
      <Popover className="popover" placement={placement} offset={4}>
        <Dialog aria-label={label} className="padded">
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
