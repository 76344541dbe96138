/** Whether a value fits its field, and how it is kept: one value is always written one way. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { CustomField, CustomValue, FieldLimits, FieldType } from '../../contract/custom-fields.ts'
import { day } from '../../contract/fields.ts'
import { email } from '../../contract/people.ts'
import type { FieldFault } from '../../contract/problems.ts'

type Checked = { value: CustomValue } | { fault: FieldFault }
type Ruled = Pick<CustomField, 'type' | 'limits' | 'choices'>

/** Whether a person's id is one of ours is asked of the database beside this. */
export const checkedValue = (field: Ruled, written: CustomValue, region: string): Checked => checks[field.type](written, field, region)

const checks: Record<FieldType, (written: CustomValue, field: Ruled, region: string) => Checked> = {
  text: (written, { limits }) => (typeof written === 'string' ? textWithin(written, limits) : malformed),
  number: (written, { limits }) => (typeof written === 'number' ? numberWithin(written, limits, limits.decimals ?? 6) : malformed),
  money: (written, { limits }) => (typeof written === 'number' ? numberWithin(written, limits, 0) : malformed),
  date: (written, { limits: { earliest, latest } }) => {
    if (typeof written !== 'string' || !day.safeParse(written).success) return { fault: 'not-a-date' }
    if (earliest && written < earliest) return { fault: 'too-small' }
    return latest && written > latest ? { fault: 'too-large' } : { value: written }
  },
  choice: (written, { choices }) => (choices.some(({ key }) => key === written) ? { value: written } : { fault: 'unknown' }),
  choices: (written, { choices }) => {
    if (!Array.isArray(written)) return malformed
    if (!written.every((one) => choices.some(({ key }) => key === one))) return { fault: 'unknown' }
    // In the order of the field, so that the same choices are the same value.
    return { value: choices.map(({ key }) => key).filter((key) => written.includes(key)) }
  },
  yesNo: (written) => (typeof written === 'boolean' ? { value: written } : malformed),
  phone: (written, _, region) => {
    const phone = typeof written === 'string' ? parsePhoneNumberFromString(written, { defaultCountry: region as CountryCode, extract: false }) : undefined
    return phone?.isPossible() ? { value: phone.number } : { fault: 'not-a-phone' }
  },
  email: (written) => {
    const address = email.safeParse(written)
    return address.success ? { value: address.data } : { fault: 'not-an-email' }
  },
  link: (written) => linkOf(written),
  person: (written) => (typeof written === 'string' && uuid.test(written) ? { value: written.toLowerCase() } : { fault: 'unknown' }),
}

const malformed = { fault: 'malformed' } as const
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Each reads a text once from left to right. */
const forms: Record<NonNullable<FieldLimits['form']>, RegExp> = {
  any: /^/,
  digits: /^\d+$/,
  latin: /^[\p{Script=Latin}\d\p{P}\p{Zs}]+$/u,
  hebrew: /^[\p{Script=Hebrew}\d\p{P}\p{Zs}]+$/u,
  code: /^[A-Za-z0-9._/-]+$/,
}

function textWithin(written: string, { shortest = 0, longest = 500, form = 'any' }: FieldLimits): Checked {
  if (written.length < shortest) return { fault: 'too-short' }
  if (written.length > longest) return { fault: 'too-long' }
  return forms[form].test(written) ? { value: written } : malformed
}

function numberWithin(written: number, { min = -1e15, max = 1e15 }: FieldLimits, decimals: number): Checked {
  if (!Number.isFinite(written)) return malformed
  if (written < min) return { fault: 'too-small' }
  if (written > max) return { fault: 'too-large' }
  return Number(written.toFixed(decimals)) === written ? { value: written } : malformed
}

/** Only https: nothing that runs, and nothing another can read on the way. A name alone is taken to mean it. */
function linkOf(written: CustomValue): Checked {
  if (typeof written !== 'string' || /\s/.test(written.trim())) return { fault: 'not-an-address' }
  const typed = written.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`)
  if (url?.protocol !== 'https:' || !url.hostname.includes('.') || url.username || url.password || url.href.length > 2000) return { fault: 'not-an-address' }
  return { value: url.href }
}
