import { useWords } from '../words.tsx'

/** The shape of what will be here. Nothing shows for the first 300 ms. */
export function Skeleton({ lines = 1, width, height, circle }: { lines?: number; width?: number | string; height?: number; circle?: boolean }) {
  if (height) return <span className={`skeleton ${circle ? 'circle' : ''}`} style={{ inlineSize: width ?? '100%', blockSize: height }} aria-hidden />
  return (
    <span aria-hidden style={{ display: 'block', inlineSize: width }}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <span key={`line-${line}`} className="skeleton line" style={{ inlineSize: line === lines - 1 && lines > 1 ? '60%' : '100%' }} />
      ))}
    </span>
  )
}

export function Spinner() {
  return <span className="spinner" role="status" aria-label={useWords('common').loading} />
}

/** How far long work has come, 0 to 1. */
export function Progress({ label, part }: { label: string; part: number }) {
  const percent = Math.round(Math.min(1, Math.max(0, part)) * 100)
  return (
    <div className="progress" role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
      <span style={{ inlineSize: `${percent}%` }} />
    </div>
  )
}
