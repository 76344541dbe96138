/**
 * Letters of the two scripts.
 *
 * Sources: the Unicode Standard, chapter 9.1 (Hebrew: points U+0591–05C7, final forms, geresh U+05F3, gershayim U+05F4, maqaf U+05BE, Yiddish digraphs
 * U+05F0–05F2, presentation forms U+FB1D–FB4F); the rules of the Academy of the Hebrew Language for spelling without points (doubled vav and yod) and for
 * writing foreign sounds with a geresh (ג׳ ז׳ צ׳ ת׳ …).
 */

/** Final forms and the letters they are forms of. */
export const finals: Readonly<Record<string, string>> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' }

/** What is typed for a geresh: Hebrew geresh, apostrophes, primes, accents standing alone. */
export const gereshes = /[\u05F3'\u2018\u2019\u201B\u02B9\u02BB-\u02BF\u2032\u2035`\u00B4\uFF07]/g
/** What is typed for gershayim, after two of the former have been joined. */
export const gershayim = /[\u05F4"\u201C-\u201F\u2033\u2036\uFF02]|''/g
/** Points, accents and diacritics of Hebrew, Latin, Greek, Cyrillic and Arabic. */
export const points = /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0640\u064B-\u065F\u0670]/g

/** Letters Unicode does not take apart, as they are written where the letter is missing. */
export const single: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŋ: 'ng',
  ə: 'e',
  ς: 'σ',
  װ: 'וו',
  ױ: 'וי',
  ײ: 'יי',
}

export type Script = 'hebrew' | 'latin' | 'other'

/** The script of a normalised token, by its first letter. */
export function scriptOf(token: string): Script {
  const first = token.charCodeAt(0)
  return first >= 0x5d0 && first <= 0x5ea ? 'hebrew' : first >= 97 && first <= 122 ? 'latin' : 'other'
}

const hebrew = 'אבגדהוזחטיכלמנסעפצקרשת'

/** A Hebrew letter and its geresh count as one sign, so that ג׳ is no nearer to ג than a d to a t. */
export const signs = 2 * hebrew.length

/** The signs of a normalised Hebrew token as numbers: a letter is 0–21, with a geresh 22 more. Anything else is skipped. */
export function signsOf(token: string): number[] {
  const found: number[] = []
  for (let i = 0; i < token.length; i++) {
    const place = hebrew.indexOf(token[i]!)
    if (place >= 0) found.push(token[i + 1] === "'" ? place + hebrew.length : place)
  }
  return found
}

/** The letters of a normalised Latin token as numbers 1–26 between two zeroes at each side. Anything else is skipped. */
export function lettersOf(token: string): number[] {
  const found = [0, 0]
  for (let i = 0; i < token.length; i++) {
    const letter = token.charCodeAt(i) - 96
    if (letter >= 1 && letter <= 26) found.push(letter)
  }
  found.push(0, 0)
  return found
}
