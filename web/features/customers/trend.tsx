import { percentText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'

/** How these 12 months compare with the 12 before; nothing where there is nothing to compare with. */
export function Trend({ now, before }: { now: number | null; before: number | null }) {
  const locale = useLocale()
  if (now === null || before === null || before <= 0) return null
  const change = now / before - 1
  return (
    <span className={`customer-trend ${change < -0.1 ? 'bad' : change > 0.1 ? 'good' : 'faint'}`}>
      <bdi>{percentText(locale, change)}</bdi>
      <span aria-hidden>{change < 0 ? '↓' : '↑'}</span>
    </span>
  )
}
