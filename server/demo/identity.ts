/** Numbers that look and check like real ones and belong to nobody. */
import type { Random } from './random.ts'

/** Nine digits whose last checks the others. */
function withCheckDigit(eight: string) {
  const sum = [...eight].reduce((total, digit, place) => {
    const product = Number(digit) * (place % 2 === 0 ? 1 : 2)
    return total + (product > 9 ? product - 9 : product)
  }, 0)
  return `${eight}${(10 - (sum % 10)) % 10}`
}

const digits = (random: Random, count: number) => String(random.int(0, 10 ** count - 1)).padStart(count, '0')

/** ת״ז of a person. */
export const personTaxId = (random: Random) => withCheckDigit(`${random.int(0, 3)}${digits(random, 7)}`)
/** ח״פ of a company, or the number of an association. */
export const organisationTaxId = (random: Random) => withCheckDigit(`${random.pick(['51', '51', '51', '58'])}${digits(random, 6)}`)

export const mobile = (random: Random) => `+9725${random.pick(['0', '2', '3', '4', '8'])}${random.int(2, 9)}${digits(random, 6)}`
export const landline = (random: Random, area: string) => `+972${area}${random.int(5, 9)}${digits(random, 6)}`
