import type { ReactNode } from 'react'

/** A part of a whole, with its figure inside. `says` is what a screen reader hears. */
export function Ring({
  part,
  says,
  tone = 'accent',
  size = 52,
  children,
}: {
  part: number
  says: string
  tone?: 'accent' | 'good' | 'warn' | 'bad'
  size?: number
  children?: ReactNode
}) {
  const round = 2 * Math.PI * 20
  return (
    <span className={`ring ${tone}`} style={{ ['--ring' as string]: `${size}px` }} role="img" aria-label={says}>
      <svg viewBox="0 0 48 48" aria-hidden>
        <circle className="track" cx="24" cy="24" r="20" />
        <circle className="part" cx="24" cy="24" r="20" strokeDasharray={`${Math.min(1, Math.max(0, part)) * round} ${round}`} />
      </svg>
      <b aria-hidden>{children}</b>
    </span>
  )
}
