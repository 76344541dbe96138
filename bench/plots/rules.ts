/** What is bought together: every rule of the grocery baskets that holds in 1 of 200 baskets, and the six with the most lift. */
import { associationRules, frequentItemsets, parseBaskets, ruleMeasures, rulesBy } from '../../analytics/index.ts'
import { testData } from '../../testing/test-data.ts'
import { acrossOf, axes, dot, percent, picture, segment, text, upOf } from './drawing.ts'

export function draw(): string {
  const labels = new TextDecoder()
    .decode(testData('groceries/groceries_items.csv'))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1]!.replaceAll('"', ''))
  const baskets = parseBaskets(testData('groceries/groceries.dat'))
  const rules = associationRules(frequentItemsets(baskets, { support: 0.005 }), { confidence: 0.2 })
  const nameOf = (rule: number) =>
    `${Array.from(rules.items.subarray(rules.starts[rule]!, rules.starts[rule + 1]!), (item) => labels[item]).join(' + ')} → ${labels[rules.consequents[rule]!]}`
  const across = acrossOf({
    from: 0.005,
    to: 0.08,
    ticks: [0.005, 0.01, 0.02, 0.04, 0.08],
    name: 'support: share of all baskets with both sides',
    label: (s) => `${100 * s} %`,
    log: true,
  })
  const up = upOf({ from: 0.2, to: 0.75, ticks: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7], name: 'confidence', label: percent })
  const all = Array.from({ length: rules.counts.length }, (_, rule) => ({ rule, ...ruleMeasures(rules, rule) }))
  const best = [...rulesBy(rules, 'lift', 6)].map((rule) => ({ rule, ...ruleMeasures(rules, rule) })).sort((a, b) => b.confidence - a.confidence)
  return picture(`Groceries: ${all.length} rules, larger dots lift more`, 'Support and confidence of association rules, the six with the most lift named', [
    axes(across, up),
    ...all.map(({ rule, support, confidence, lift }) =>
      dot(across(support), up(confidence), 0.4 + 0.9 * lift, best.some((one) => one.rule === rule) ? 'fb' : 'fa few'),
    ),
    ...best.map(({ rule, support, confidence, lift }, i) => {
      const y = 80 + 20 * i
      return segment(across(support) + 4, up(confidence), 270, y - 4, 'b') + text(276, y, `${nameOf(rule)} · ${lift.toFixed(2)} ×`, { look: 'halo' })
    }),
  ])
}
