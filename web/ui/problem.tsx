import type { Areas } from '../../words/areas.ts'
import { useWords } from '../words.tsx'
import { Icon } from './icon.tsx'
import { refusalOf } from './refusal.ts'

/** The sentence for what was thrown: a refusal's own, or "something broke" with the id to quote. */
export function sentence(words: Areas['problems'], thrown: unknown): string {
  const body = refusalOf(thrown)
  const text = words.problem[body.code] ?? words.problem.unexpected
  const said = typeof text === 'string' ? text : text(body.facts)
  return body.id ? `${said} ${words.reference(body.id)}` : said
}

export function useSentence() {
  const words = useWords('problems')
  return (thrown: unknown) => sentence(words, thrown)
}

/** What went wrong, beside the button that caused it. */
export function ProblemText({ of }: { of: unknown }) {
  return (
    <p className="fault" role="alert">
      <Icon name="circle-alert" />
      <span>{useSentence()(of)}</span>
    </p>
  )
}
