import type { ReactNode } from 'react'
import { useWords } from '../words.tsx'
import { IconButton } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'info' | 'violet'

/** A state in a word or two. `dot` makes it told apart at a glance. */
export function Chip({
  tone = 'plain',
  icon,
  dot,
  outline,
  children,
}: {
  tone?: Tone
  icon?: IconName
  dot?: boolean
  outline?: boolean
  children: ReactNode
}) {
  return (
    <span className={`chip ${tone} ${outline ? 'outline' : ''}`}>
      {dot && <span className="dot" />}
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  )
}

/** A word a person gave to group things by. */
export function Tag({ children, onRemove }: { children: string; onRemove?: () => void }) {
  const words = useWords('common')
  return (
    <span className="chip tag">
      <span dir="auto">{children}</span>
      {onRemove && <IconButton icon="x" label={`${words.remove}: ⁨${children}⁩`} small onPress={onRemove} />}
    </span>
  )
}

/** How many, beside the name of a thing. */
export function Badge({ tone = 'plain', children }: { tone?: 'plain' | 'accent' | 'bad'; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>
}
