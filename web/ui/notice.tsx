import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

const icons = { info: 'info', good: 'circle-check', warn: 'triangle-alert', bad: 'circle-alert' } as const satisfies Record<string, IconName>

/** Something the reader should know before going on. */
export function Notice({ tone = 'info', children, action }: { tone?: keyof typeof icons; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name={icons[tone]} />
      <div className="grow">{children}</div>
      {action}
    </div>
  )
}
