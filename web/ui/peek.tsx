import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../words.tsx'
import { IconButton } from './button.tsx'

/**
 * A look at one thing beside the list it came from. The page stays usable; Esc, wherever the focus is in it,
 * closes it and hands the focus back by `onClose`.
 */
export function Peek({ title, onClose, actions, children }: { title: ReactNode; onClose: () => void; actions?: ReactNode; children: ReactNode }) {
  const words = useWords('common')
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    return () => before?.focus?.({ preventScroll: true })
  }, [])
  return (
    <aside
      ref={panel}
      className="sheet peek"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className="dialog">
        <div className="dialog-head">
          <h2>{title}</h2>
          {actions}
          <IconButton icon="x" label={words.close} keys="esc" onPress={onClose} />
        </div>
        <div className="dialog-body">{children}</div>
      </div>
    </aside>
  )
}
