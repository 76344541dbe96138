import type { Signal } from '../../../contract/insight.ts'
import type { Areas } from '../../../words/areas.ts'
import { moneyText, numberText } from '../../ui/formats.ts'

/** The sentence of a signal, made from its evidence. */
export function signalText(words: Areas['insight'], locale: string, { kind, evidence }: Pick<Signal, 'kind' | 'evidence'>, currency: string): string {
  const number = (name: string) => Number(evidence[name] ?? 0)
  const money = (name: string) => moneyText(locale, number(name), currency, 'round')
  const plain = (name: string) => numberText(locale, number(name))
  switch (kind) {
    case 'order-silence':
      return words.says[kind](number('days'), number('usual'))
    case 'contact-silence':
      return words.says[kind](number('days'), number('usual'), number('ours'))
    case 'price-comparison':
    case 'competitor-contact':
      return words.says[kind](number('days'), number('times'))
    case 'gap-grows':
    case 'cycle-lengthens':
      return words.says[kind](number('lately'), number('earlier'))
    case 'orders-shrink':
      return words.says[kind](number('days'), money('seenMinor'), money('expectedMinor'))
    case 'category-moved':
      return words.says[kind](String(evidence.category), number('seen'), plain('expected'))
    case 'score-fell':
      return words.says[kind](number('value'), plain('before'))
    case 'debt':
      return words.says[kind](money('overdueMinor'))
    default:
      return words.says[kind](number('days'))
  }
}

export const toneOf = (severity: number) => (severity >= 3 ? 'bad' : severity === 2 ? 'warn' : 'plain')
