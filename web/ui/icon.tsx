import sprite from 'virtual:icon-sprite'
import { type IconName, mirrored } from './icons.ts'

type Props = { name: IconName; size?: number; className?: string /** Only where the icon alone carries the meaning. */; label?: string }

/** A line drawing that takes the colour of its text, and turns with the direction of reading where it points. */
export function Icon({ name, size, className = '' }: Props) {
  const sized = size ? { inlineSize: size, blockSize: size } : undefined
  const classes = `icon${mirrored.has(name) ? ' mirrors' : ''} ${className}`
  return (
    <svg className={classes} style={sized} aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  )
}

export type { IconName }
