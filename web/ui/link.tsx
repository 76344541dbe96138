import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'
import { Icon, type IconName } from './icon.tsx'

type Anchor = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }

function TextAnchor({ className = '', children, ...rest }: Anchor) {
  return (
    <a {...rest} className={`link ${className}`}>
      {children}
    </a>
  )
}

function ButtonAnchor({
  look = 'plain',
  small,
  icon,
  className = '',
  children,
  ...rest
}: Anchor & { look?: 'plain' | 'filled' | 'soft' | 'quiet'; small?: boolean; icon?: IconName }) {
  return (
    <a {...rest} className={`button ${look} ${small ? 'small' : ''} ${className}`}>
      {icon && <Icon name={icon} size={small ? 15 : 16} />}
      {children}
    </a>
  )
}

/** A link inside Kesher; `to`, `params` and `search` are checked against the routes. */
export const Link = createLink(TextAnchor)
/** The same, looking like a button. */
export const ButtonLink = createLink(ButtonAnchor)
