import type { Score } from '../../../contract/feedback.ts'
import type { CustomerFile } from '../../../contract/file.ts'
import { useIsHidden } from '../../api/session.ts'
import { Bars } from '../../ui/charts/bars.tsx'
import { Ring } from '../../ui/charts/ring.tsx'
import { Chip } from '../../ui/chip.tsx'
import { dayText, moneyText, percentText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { Money, When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { mostOf } from './entry-looks.ts'
import { Section } from './section.tsx'

/** What the customer bought: twelve months of bars, the twelve before as a line, their total and how it moved. */
export function ValueGlance({ file: { customer, months, facts } }: { file: CustomerFile }) {
  const words = useWords('file')
  const locale = useLocale()
  const year = months.slice(12)
  const before = months.slice(0, 12)
  const sum = (some: typeof months) => some.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0)
  const hidden = useIsHidden()('amounts')
  const long = facts.lastOrderAt !== null && facts.orders12m === 0
  // The same figures the lists show, to the day; the bars are whole months. Only of a year long past are the months all there is.
  const total = long ? sum(year) : (facts.revenue12mMinor ?? 0)
  const prior = long ? sum(before) : (facts.revenuePrior12mMinor ?? 0)
  const orders = long ? year.reduce((count, month) => count + month.orders, 0) : facts.orders12m
  if (facts.lastOrderAt === null)
    return (
      <Section title={words.value}>
        <p className="muted small">{words.noOrders}</p>
      </Section>
    )
  const money = (style: 'round' | 'short') => (minor: number) => moneyText(locale, minor, customer.currency, style)
  return (
    <Section title={words.value}>
      <div className="card padded glance">
        <p className="muted small">{long ? words.yearUpTo(dayText(locale, months.at(-1)!.month, 'month')) : words.last12}</p>
        {!hidden && (
          <p className="row wrap">
            <strong className="glance-total">
              <Money minor={total} currency={customer.currency} style="round" />
            </strong>
            {prior > 0 && <Moved part={total / prior - 1} />}
          </p>
        )}
        <p className="muted small">
          {words.orderCount(orders)}
          {prior > 0 && (
            <>
              {' '}
              · {words.before12} <Money minor={prior} currency={customer.currency} style="round" />
            </>
          )}
        </p>
        {!hidden && (
          <Bars
            height={104}
            every={3}
            caption={words.monthly}
            valueName={words.last12}
            beforeName={words.before12}
            format={money('round')}
            short={money('short')}
            bars={year.map(({ month, amountMinor }, place) => ({
              label: String(Number(month.slice(5))),
              name: dayText(locale, month, 'month'),
              value: amountMinor ?? 0,
              before: before[place]!.amountMinor ?? 0,
            }))}
          />
        )}
        <p className="muted small">
          {words.lastOrder}: <When at={facts.lastOrderAt} />
        </p>
      </div>
    </Section>
  )
}

function Moved({ part }: { part: number }) {
  const words = useWords('file')
  const locale = useLocale()
  return (
    <Chip tone={part <= -0.1 ? 'bad' : part >= 0.1 ? 'good' : 'plain'} icon={part < 0 ? 'trending-down' : 'trending-up'}>
      <bdi>{percentText(locale, part)}</bdi>
      <span className="hidden-text"> {words.against}</span>
    </Chip>
  )
}

/** The latest answer to each question, in the customer's own scale. */
export function Scores({ scores }: { scores: readonly Score[] }) {
  const words = useWords('file')
  const asked = useWords('interactions')
  const latest = (['recommend', 'expectation', 'ease'] as const)
    .map((question) => scores.find((score) => score.question === question))
    .filter((score) => score !== undefined)
  return (
    <Section title={words.theirScores}>
      {latest.length === 0 ? (
        <p className="muted small">{words.noScores}</p>
      ) : (
        <ul className="file-scores card padded">
          {latest.map((score) => {
            const most = mostOf[score.question]
            const part = score.value / most
            return (
              <li key={score.id}>
                <Ring part={part} size={44} says={words.outOf(score.value, most)} tone={part >= 0.85 ? 'good' : part >= 0.6 ? 'warn' : 'bad'}>
                  {score.value}
                </Ring>
                <div className="grow">
                  <p className="small">{asked[score.question]}</p>
                  <p className="faint small">
                    <When at={score.givenAt} />
                  </p>
                  {score.comment && (
                    <p className="small" dir="auto">
                      {score.comment}
                    </p>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
