import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { Kbd } from './kbd.tsx'

/** Says in a word what a control does. Its child must be a kit control or `Focusable`. */
export function Hint({ text, keys, children }: { text: string; keys?: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <Tooltip className="tooltip" offset={6}>
        {text}
        {keys && <Kbd keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  )
}
