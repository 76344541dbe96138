import type { CustomerInsight } from '../../../contract/insight.ts'
import { Spark } from '../../ui/charts/spark.tsx'
import { numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'

/** How the chance of being active fell since the last order and will go on falling, and what the line says. */
export function SinceLastOrder({ insight: { curve, silentDays } }: { insight: NonNullable<CustomerInsight['insight']> }) {
  const words = useWords('insight')
  const locale = useLocale()
  const last = curve.at(-1)
  if (!last || silentDays === null) return null
  const says = words.curveSays(silentDays, last.days, numberText(locale, last.alive, { style: 'percent' }))
  return (
    <>
      <Spark values={curve.map(({ alive }) => alive)} says={`${words.curve}. ${says}`} width={72} between={[0, 1]} mark={Math.min(1, silentDays / last.days)} />
      <p className="muted small" aria-hidden="true">
        {says}
      </p>
    </>
  )
}
