/** Reading cells: dates, decimals, names as they are written in files. Every reader answers null for what it cannot read. */
import type { DateOrder } from '../../contract/exchange.ts'
import { visible } from '../../contract/fields.ts'

const plainText = /^[\x20-\x7e\u05d0-\u05ea]*$/

/** One line of text as people mean it: no control characters, single spaces. */
export function lineOf(text: string) {
  const clean = plainText.test(text) ? text : visible(text)
  const trimmed = clean.trim()
  return /[^\S ]| {2}/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed
}

/** A key as it was before a spreadsheet took it for a number: 17850.0 is 17850. */
export function keyOf(text: string) {
  const key = lineOf(text)
  return key.endsWith('.0') && /^\d+\.0$/.test(key) ? key.slice(0, -2) : key
}

/** An exact decimal: `units / 10 ** scale`. */
export type Decimal = { units: bigint; scale: number }

const currencySigns = /[₪$€£¥]|\b(?:ILS|NIS|USD|EUR|GBP)\b|ש"ח|ש״ח/g
const pointDecimal = /^-?\d+(?:\.\d+)?$/

export function decimalOf(text: string, point: '.' | ','): Decimal | null {
  let plain = text.trim()
  if (point === ',' || !pointDecimal.test(plain)) {
    plain = plain
      .replace(currencySigns, '')
      .replace(/[\s\u00a0\u202f\u200e\u200f]/g, '')
      .replace(/\u2212/g, '-')
    if (plain.startsWith('(') && plain.endsWith(')')) plain = `-${plain.slice(1, -1)}`
    else if (plain.endsWith('-')) plain = `-${plain.slice(0, -1)}`
    if (plain.startsWith('+')) plain = plain.slice(1)
    const group = point === '.' ? ',' : '.'
    if (plain.includes(group)) {
      if (!(point === '.' ? /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/ : /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/).test(plain)) return null
      plain = plain.replaceAll(group, '')
    }
    if (point === ',') plain = plain.replace(',', '.')
    if (plain.startsWith('.')) plain = `0${plain}`
    plain = plain.replace(/^-\./, '-0.')
    const power = /^(-?\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})$/.exec(plain)
    if (power) return scaled(`${power[1]}${power[2] ?? ''}`, (power[2]?.length ?? 0) - Number(power[3]))
    if (!pointDecimal.test(plain)) return null
  }
  if (plain.length > 30) return null
  const dot = plain.indexOf('.')
  return dot === -1 ? { units: BigInt(plain), scale: 0 } : { units: BigInt(plain.slice(0, dot) + plain.slice(dot + 1)), scale: plain.length - dot - 1 }
}

const scaled = (digits: string, scale: number): Decimal =>
  scale >= 0 ? { units: BigInt(digits), scale } : { units: BigInt(digits) * 10n ** BigInt(-scale), scale: 0 }

/** `value × 10^digits`, rounded half away from zero: an amount in minor units, or a quantity in thousandths. */
export function rounded({ units, scale }: Decimal, digits: number): bigint {
  if (digits >= scale) return units * 10n ** BigInt(digits - scale)
  const divisor = 10n ** BigInt(scale - digits)
  const half = divisor / 2n
  return units < 0n ? -((-units + half) / divisor) : (units + half) / divisor
}

export const times = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale })

/** As text with at most `digits` after the point. */
export function decimalText(value: Decimal, digits: number) {
  const whole = rounded(value, digits)
  const text = (whole < 0n ? -whole : whole).toString().padStart(digits + 1, '0')
  const sign = whole < 0n ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const withSeparators =
  /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?[Mm]?\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const joined = /^(\d{4})(\d{2})(\d{2})$/

/** A moment on the wall clock, and its offset where the file told it. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number; second: number; timed: boolean; offset: string | null }

/** Reads a date, with or without a time, in years people live in. */
export function wallTimeOf(text: string, order: DateOrder): WallTime | null {
  const plain = text.trim()
  const together = joined.exec(plain)
  if (together) return checked(Number(together[1]), Number(together[2]), Number(together[3]), [])
  const parts = withSeparators.exec(plain)
  if (!parts) return null
  const [first, second, third] = [parts[1]!, Number(parts[2]), parts[3]!]
  const clock = parts.slice(4)
  if (first.length > 2) return third.length > 2 ? null : checked(Number(first), second, Number(third), clock)
  if (third.length === 3 || third.length === 1) return null
  const year = third.length === 2 ? century(Number(third)) : Number(third)
  if (order === 'mdy') return checked(year, Number(first), second, clock)
  if (order === 'ymd' && third.length === 2) return checked(century(Number(first)), second, Number(third), clock)
  return checked(year, second, Number(first), clock)
}

const century = (year: number) => (year < 70 ? 2000 + year : 1900 + year)
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function checked(year: number, month: number, day: number, [hours, minutes, seconds, half, offset]: (string | undefined)[]): WallTime | null {
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1 || day > monthDays[month - 1]!) return null
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return null
  let hour = Number(hours ?? 0)
  const minute = Number(minutes ?? 0)
  const second = Number(seconds ?? 0)
  if (half) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  if (hour > 23 || minute > 59 || second > 59) return null
  return { year, month, day, hour, minute, second, timed: hours !== undefined, offset: offset ?? null }
}

const two = (value: number) => String(value).padStart(2, '0')
export const dayText = ({ year, month, day }: WallTime) => `${year}-${two(month)}-${two(day)}`
/** The day, with the time where the file has one. */
export const wallText = (wall: WallTime) => (wall.timed ? `${dayText(wall)} ${two(wall.hour)}:${two(wall.minute)}` : dayText(wall))

/** Turns wall clocks of one time zone into moments. The zone is asked once for each hour that occurs. */
export function momentsIn(timeZone: string) {
  const offsets = new Map<number, number>()
  return (wall: WallTime): string => {
    const local = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)
    if (wall.offset) return new Date(local - offsetOf(wall.offset)).toISOString()
    const hour = Math.floor(local / 3_600_000)
    let offset = offsets.get(hour)
    if (offset === undefined) {
      if (offsets.size > 50_000) offsets.clear()
      offset =
        Temporal.PlainDateTime.from({ year: wall.year, month: wall.month, day: wall.day, hour: wall.hour }).toZonedDateTime(timeZone).offsetNanoseconds / 1e6
      offsets.set(hour, offset)
    }
    return new Date(local - offset).toISOString()
  }
}

function offsetOf(text: string) {
  if (text === 'Z') return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))
  return (text.startsWith('-') ? -minutes : minutes) * 60_000
}

/** Digits after the point of a currency's amounts. */
export const minorDigits = (currency: string) => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** The same text as a string of its own. A piece cut from a text holds all of that text in memory as long as it is kept. */
export const kept = (text: string) => (text.length < 13 ? text : Buffer.from(text).toString())
