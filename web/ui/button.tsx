import type { ReactNode } from 'react'
import { type ButtonProps, Button as Pressable } from 'react-aria-components/Button'
import { Icon, type IconName } from './icon.tsx'
import { Hint } from './tooltip.tsx'

type Look = 'plain' | 'filled' | 'soft' | 'quiet'
type Props = Omit<ButtonProps, 'children' | 'className'> & {
  /** `filled` at most once on a screen. */
  look?: Look
  small?: boolean
  danger?: boolean
  icon?: IconName
  iconEnd?: IconName
  className?: string
  children?: ReactNode
}

const classOf = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(' ')

export function Button({ look = 'plain', small, danger, icon, iconEnd, className, children, ...rest }: Props) {
  return (
    <Pressable {...rest} className={classOf('button', look, small && 'small', danger && 'danger', className)}>
      {icon && <Icon name={icon} size={small ? 15 : 16} />}
      {children}
      {iconEnd && <Icon name={iconEnd} size={small ? 14 : 15} />}
    </Pressable>
  )
}

/** A button that is only an icon: its label is read aloud and shown on hover, with its keys where it has any. */
export function IconButton({
  icon,
  label,
  keys,
  look = 'quiet',
  small,
  danger,
  className,
  ...rest
}: Omit<Props, 'children' | 'iconEnd'> & { icon: IconName; label: string; keys?: string }) {
  return (
    <Hint text={label} keys={keys}>
      <Pressable {...rest} aria-label={label} className={classOf('button icon-only', look, small && 'small', danger && 'danger', className)}>
        <Icon name={icon} size={small ? 16 : 18} />
      </Pressable>
    </Hint>
  )
}
