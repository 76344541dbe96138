/**
 * Names that are one name: cross-language forms, the short forms used at home, and how families spell theirs. Belonging is not passed on: אבי is short for אברהם and for אביגדור,
 * which are two names.
 */
import { tokensOf } from '../normalise.ts'
import { arabic } from './arabic.ts'
import { european } from './european.ts'
import { families } from './families.ts'
import { hebrew } from './hebrew.ts'

/** The names of one line, normalised, each once. Forms of more than one word are left out: a name is looked up word by word. */
const groupOf = (line: string): readonly string[] => [
  ...new Set(
    line
      .split(/[ |]+/)
      .filter(Boolean)
      .flatMap((form) => (tokensOf(form).length === 1 ? tokensOf(form) : [])),
  ),
]

/** Every group of names that are one name. */
export const groups: readonly (readonly string[])[] = [hebrew, arabic, european, families].flatMap((text) => text.trim().split('\n').map(groupOf))

const byToken = new Map<string, number[]>()
for (const [place, group] of groups.entries()) {
  for (const token of group) {
    const places = byToken.get(token)
    if (places) places.push(place)
    else byToken.set(token, [place])
  }
}

const none: readonly number[] = []

/** The numbers of the groups a normalised token belongs to. */
export const groupsOf = (token: string): readonly number[] => byToken.get(token) ?? none

/** Whether two normalised tokens are forms of one given name. */
export function equivalent(one: string, other: string): boolean {
  const places = groupsOf(one)
  return places.length > 0 && groupsOf(other).some((place) => places.includes(place))
}
