/** Going through a chart point by point, by the arrow keys or the pointer, with each point said in words. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { useWords } from '../../../words.tsx'

type Props = {
  /** How many points there are, and how many a press up or down goes over; time runs left to right in every language. */
  count: number
  across?: number
  label: string
  says: (place: number) => string
  /** The point under the pointer, by its place on the drawing. */
  nearest: (x: number, y: number) => number | undefined
  children: (at: number | undefined) => ReactNode
}

const steps: Partial<Record<string, readonly [along: number, across: number]>> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }

export function Walk({ count, across = 0, label, says, nearest, children }: Props) {
  const words = useWords('charts')
  const [at, setAt] = useState<number>()
  const shown = at === undefined || at >= count ? undefined : at
  const press = (event: KeyboardEvent) => {
    const [along, down] = steps[event.key] ?? [0, 0]
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? count - 1
          : along || (down && across)
            ? (shown ?? (along > 0 ? -1 : count)) + along + down * across
            : undefined
    if (next === undefined) return
    event.preventDefault()
    if (next >= 0 && next < count) setAt(next)
  }
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setAt(nearest(event.clientX - box.left, event.clientY - box.top))
  }
  const text = shown === undefined ? words.walk : says(shown)
  return (
    <>
      <div
        className="walk"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, count - 1)}
        aria-valuenow={shown ?? 0}
        aria-valuetext={text}
        onKeyDown={press}
        onPointerMove={point}
        onPointerLeave={() => setAt(undefined)}
        onBlur={() => setAt(undefined)}
      >
        {children(shown)}
      </div>
      <p className="walk-says small" aria-hidden="true">
        <bdi>{shown === undefined ? '\u00a0' : text}</bdi>
      </p>
    </>
  )
}
