import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** Nothing here yet: one sentence that teaches, and one action. */
export function Empty({ icon, children, action }: { icon?: IconName; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      {icon && <Icon name={icon} />}
      <p>{children}</p>
      {action}
    </div>
  )
}
