/** How texts are written: Hebrew and English side by side, so that neither can be forgotten. */

export type Language = 'he' | 'en'
export const languages = ['he', 'en'] as const
export const directionOf = (language: Language) => (language === 'he' ? 'rtl' : 'ltr')

type Speak = (...facts: never[]) => string
/** One text in both languages: fixed, or made from facts. */
export type Phrase = { he: string; en: string } | { he: Speak; en: Speak }
/** The texts of one area. Branches group texts, usually by a code from the contract. */
export type Phrases = { [name: string]: Phrase | Phrases }

type Same<He, En> = He extends string ? string : He extends (...facts: infer Facts) => string ? (En extends (...facts: Facts) => string ? He : never) : never
/** An area as one language sees it. */
export type Spoken<Area> = {
  [Name in keyof Area]: Area[Name] extends { he: infer He extends string | Speak; en: infer En } ? Same<He, En> : Spoken<Area[Name]>
}

/** Declares the texts of an area. */
export const phrases = <const Area extends Phrases>(area: Area): Area => area

/** The texts of an area in one language. Screens get the same by a chunk that holds only their language. */
export function spoken<Area extends Phrases>(area: Area, language: Language): Spoken<Area> {
  return Object.fromEntries(
    Object.entries(area).map(([name, value]) => [name, isPhrase(value) ? value[language] : spoken(value as Phrases, language)]),
  ) as Spoken<Area>
}

const isPhrase = (value: Phrase | Phrases): value is Phrase => 'he' in value && (typeof value.he === 'string' || typeof value.he === 'function')
