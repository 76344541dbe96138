/** What the values of a column look like, and how their dates and decimals are written. */
import type { columnTypes, DateOrder } from '../../contract/exchange.ts'
import { decimalOf, wallTimeOf } from './values.ts'

export type ColumnType = (typeof columnTypes)[number]

const integer = /^-?\d{1,15}(?:\.0)?$/
const dateLike = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?=$|[T ,])/
const phoneLike = /^(?:\+|0)[\d\s().-]{7,18}$/
const emailLike = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

const isDate = (text: string) =>
  /^(18|19|20|21)\d{6}$/.test(text)
    ? wallTimeOf(text, 'ymd') !== null
    : wallTimeOf(text, 'dmy') !== null || wallTimeOf(text, 'mdy') !== null || wallTimeOf(text, 'ymd') !== null

/** The type that nearly all values of a column have. */
export function typeOf(values: readonly string[]): ColumnType {
  const filled = values.map((value) => value.trim()).filter(Boolean)
  if (filled.length === 0) return 'empty'
  const most = (test: (value: string) => boolean) => filled.filter(test).length >= filled.length * 0.95
  if (most(isDate)) return 'date'
  if (most((value) => phoneLike.test(value) && (value.startsWith('0') || value.startsWith('+')) && value.replace(/\D/g, '').length >= 9)) return 'phone'
  if (most((value) => integer.test(value))) return 'integer'
  if (most((value) => decimalOf(value, '.') !== null || decimalOf(value, ',') !== null)) return 'decimal'
  if (most((value) => emailLike.test(value))) return 'email'
  return 'text'
}

/** Day first or month first: the order that can read every date seen. Where both can, day first, as in Israel and Europe. */
export function dateOrderOf(values: readonly string[]): DateOrder {
  const orders: Record<DateOrder, number> = { ymd: 0, dmy: 0, mdy: 0 }
  for (const value of values) {
    const [, first = '', second = ''] = dateLike.exec(value.trim()) ?? []
    if (/^\d{8}$/.test(value.trim()) || first.length === 4) orders.ymd++
    else if (Number(second) > 12) orders.mdy++
    else if (Number(first) > 12) orders.dmy++
  }
  if (orders.mdy > orders.dmy) return 'mdy'
  return orders.dmy > 0 || orders.ymd === 0 ? 'dmy' : 'ymd'
}

/** The decimal sign of numbers that show one. */
export function decimalSignOf(values: readonly string[]): '.' | ',' {
  let comma = 0
  let point = 0
  for (const value of values) {
    if (/^-?[\d.]*,\d{1,2}$|^-?\d{1,3}(?:\.\d{3})+,\d+$/.test(value.trim())) comma++
    else if (/^-?[\d,]*\.\d+$/.test(value.trim())) point++
  }
  return comma > point ? ',' : '.'
}
