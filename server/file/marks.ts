/** Which letters of a text answer what was typed, so that a screen can show them. */
import type { Found } from '../../contract/file.ts'
import { tokensOf } from '../../names/index.ts'

type Marks = Found['marks']['name']

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’`´׳״"]*/gu

/** The words of a name that answer typed ones: of a beginning only the letters typed. `answers` gives for a typed word the word of the name. */
export function marksOfName(name: string, answers: ReadonlyMap<string, string>): Marks {
  const typedFor = new Map([...answers].map(([typed, answer]) => [answer, typed]))
  const words = [...name.matchAll(wordPattern)].map((found) => ({ from: found.index, text: found[0], token: tokensOf(found[0]).join('') }))
  return words.flatMap(({ from, text, token }, at): Marks => {
    const typed = typedFor.get(token)
    if (typed !== undefined) return [[from, from + (token !== typed && token.startsWith(typed) ? beginning(text, typed) : text.length)]]
    const beside = [words[at - 1], words[at + 1]]
    const joined = typedFor.has((beside[0]?.token ?? '') + token) || typedFor.has(token + (beside[1]?.token ?? ''))
    return joined ? [[from, from + text.length]] : []
  })
}

/** How many letters of the word are those that were typed; points and marks belong to the letter before. */
function beginning(text: string, typed: string): number {
  let length = 1
  while (length < text.length && tokensOf(text.slice(0, length)).join('').length < typed.length) length++
  while (length < text.length && /\p{M}/u.test(text[length]!)) length++
  return length
}

/** Where a part stands in a text, whatever the case. */
export function marksOfPart(text: string, part: string): Marks {
  const at = text.toLowerCase().indexOf(part.toLowerCase())
  return at < 0 || part === '' ? [] : [[at, at + part.length]]
}
