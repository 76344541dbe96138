/**
 * One spelling for what people type as one name. Rules, in this order:
 *
 * 1. Compatibility forms, case and marks go (Unicode NFKD): niqqud, cantillation, é → e, ß → ss, full-width letters.
 * 2. A geresh in any of its code points is `'` after a Hebrew letter and nothing in a Latin word (O’Brien → obrien).
 * 3. Gershayim between Hebrew letters vanish (בע״מ → בעמ); elsewhere they are quotation marks. Dots of initials vanish (I.B.M. → ibm, ב.ע.מ → בעמ).
 * 4. Final letters become plain ones; Yiddish digraphs two letters.
 * 5. Maqaf, dashes and every other sign separate words, and so does a change between Hebrew and Latin letters.
 * 6. Legal forms of companies at the end go, unless nothing else is left.
 *
 * Doubled vav and yod stay: קוואנץ and קונץ are written differently on purpose more often than not. They are near in `likeness` instead.
 */
import { finals, gereshes, gershayim, points, single } from './letters.ts'

/** Legal forms that are no one's name. In Hebrew ע״ר is one only with its gershayim: ער is a family name. */
const legalForms = new Set(
  ['ltd limited inc incorporated corp corporation llc llp plc gmbh sarl srl bv nv kg pty pte aps sro kft', 'בעמ בע"מ חלצ חל"צ ע"ר'].join(' ').split(' '),
)
const isolated = new RegExp(`[${Object.keys(single).join('')}]`, 'g')

/** The one spelling of a name: lower case, plain letters, single blanks. Doing it twice changes nothing. */
export function normalise(name: string): string {
  const plain = name
    .replace(gereshes, "'")
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(points, '')
    .replace(isolated, (letter) => single[letter]!)
    .replace(gereshes, "'")
    .replace(gershayim, '"')
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.)+(?:\p{L}(?![\p{L}\p{N}]))?/gu, (initials) => `${initials.replaceAll('.', '')}`)
    .replace(/(?<=[a-z])'(?=[a-z])/g, '')
    .replace(/(?<![א-ת])["']|"(?![א-ת])|(?<=[םןך])'/g, ' ')
    .replace(/[^\p{L}\p{N}"']+/gu, ' ')
    .replace(/(?<=[א-ת]'?)(?=[a-z])|(?<=[a-z])(?=[א-ת])/g, ' ')
    .replace(/[ךםןףץ]/g, (letter) => finals[letter]!)
    .normalize('NFC')
  const words = plain.split(' ').filter(Boolean)
  while (words.length > 1 && legalForms.has(words.at(-1)!)) words.pop()
  return words.join(' ').replaceAll('"', '')
}

/** The words of a name, normalised. */
export function tokensOf(name: string): string[] {
  const plain = normalise(name)
  return plain === '' ? [] : plain.split(' ')
}

/** A token as it is without the article or a preposition stuck to it (הכהן, hacohen → כהן, cohen), or nothing where too little would be left. */
export function bareOf(token: string): { token: string; article: boolean } | undefined {
  if (/^[הובל][א-ת']{3,}$/.test(token) && token[1] !== "'") return { token: token.slice(1), article: token[0] === 'ה' }
  if (/^ha[a-z]{4,}$/.test(token)) return { token: token.slice(2), article: true }
  return undefined
}
