/** Numbers as people type and paste them: phones, identity numbers, numbers of customers. */

/** What stands between the parts of a number: blanks, dashes of every kind, dots, slashes, brackets, and marks of direction that come along when text is copied. */
const between = /[\s\p{Pd}\p{Cf}.()/]/gu
/** The zero that is dialled within the country alone: +972 (0)52-… */
const withinCountry = /^(\+|00)([\s\d]+)\(0\)/

/** The digits that were typed, however they are set; whatever else stands among them stays. */
export const digitsTyped = (typed: string): string => {
  const plain = typed
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^(tel:|#)/i, '')
    .replace(withinCountry, '$1$2')
  return plain.replace(between, '').replace(/^\+/, '')
}

/** The same as they end a number that is kept with its country: without the zeros it begins with. */
export const endingTyped = (typed: string): string => digitsTyped(typed).replace(/^0+/, '')
