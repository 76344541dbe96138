/** Identity and registration numbers. */

import type { Customer } from '../../contract/customers.ts'
import type { FieldFault } from '../../contract/problems.ts'

const israel = ['il', 'isr', 'israel', 'ישראל']
const isIsrael = (country: string, region: string) => (country ? israel.includes(country.toLowerCase()) : region === 'IL')

/**
 * A tax id as it is kept. In Israel a person's ת״ז and an organisation's ח״פ both have nine digits, the last of which
 * checks the others; a person's may be written without its leading zeros. Other countries' are kept as written.
 */
export function normalTaxId(of: Pick<Customer, 'kind' | 'country'>, written: string, region: string): { value: string } | { fault: FieldFault } {
  if (!isIsrael(of.country, region)) return { value: written.toUpperCase() }
  const digits = written.replace(/[\s.\-/]/g, '')
  if (!/^\d+$/.test(digits)) return { fault: 'malformed' }
  const whole = of.kind === 'person' ? digits.padStart(9, '0') : digits
  if (whole.length < 9) return { fault: 'too-short' }
  if (whole.length > 9) return { fault: 'too-long' }
  return checks(whole) ? { value: whole } : { fault: 'check-digit' }
}

/** Digits weigh 1 and 2 in turn; the digits of the products add up to a multiple of ten. All zeros would pass, and is nobody. */
function checks(digits: string) {
  const sum = [...digits].reduce((total, digit, place) => {
    const product = Number(digit) * (place % 2 === 0 ? 1 : 2)
    return total + (product > 9 ? product - 9 : product)
  }, 0)
  return sum > 0 && sum % 10 === 0
}
