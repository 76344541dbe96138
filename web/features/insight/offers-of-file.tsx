/** What is bought with what they bought, each with its reason. */
import type { CustomerInsight } from '../../../contract/insight.ts'
import { numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'

const percent = { style: 'percent' } as const

export function OffersOfFile({ offers }: { offers: CustomerInsight['offers'] }) {
  const words = useWords('insight')
  const locale = useLocale()
  if (offers.length === 0) return null
  return (
    <section className="file-section">
      <h2>{words.offers}</h2>
      <ul className="signal-list card padded">
        {offers.map(({ product, because, confidence, lift }) => (
          <li key={product.id}>
            <strong>
              <bdi>{product.name}</bdi>
            </strong>
            <p className="muted small">
              {words.offerBecause(
                `\u2068${because.name}\u2069`,
                numberText(locale, confidence, percent),
                numberText(locale, lift, { maximumFractionDigits: 1 }),
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
