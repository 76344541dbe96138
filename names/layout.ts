/**
 * What the same keys give on the other keyboard. Source: SI 1452, the Israeli standard of the Hebrew keyboard, beside the US layout.
 */

const latin = "qwertyuiopasdfghjkl;zxcvbnm,./'"
const hebrew = "/'קראטוןםפשדגכעיחלךףזסבהנמצתץ.,"

const toHebrew = new Map([...latin].map((key, place) => [key, hebrew[place]!]))
const toLatin = new Map([...hebrew].map((sign, place) => [sign, latin[place]!]))
toLatin.set('׳', 'w')

/** The text as it would stand with the keyboard switched: fvi ↔ כהן. The direction is that of the letters which are more. */
export function otherLayout(text: string): string {
  const typed = text.toLowerCase()
  const hebrewLetters = typed.match(/[א-ת]/g)?.length ?? 0
  const latinLetters = typed.match(/[a-z]/g)?.length ?? 0
  if (hebrewLetters === 0 && latinLetters === 0) return text
  const keys = hebrewLetters > latinLetters ? toLatin : toHebrew
  return Array.from(typed, (sign) => keys.get(sign) ?? sign).join('')
}
