import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOrderOf, decimalSignOf, typeOf } from './column-types.ts'
import { dayText, decimalOf, decimalText, keyOf, momentsIn, rounded, times, wallTimeOf } from './values.ts'

const day = (text: string, order: 'ymd' | 'dmy' | 'mdy') => {
  const wall = wallTimeOf(text, order)
  return wall && dayText(wall)
}

test('dates in the ways people write them', () => {
  expect([
    day('2010-12-01 08:26:00', 'ymd'),
    day('1/2/2024', 'dmy'),
    day('1/2/2024', 'mdy'),
    day('31.12.99', 'dmy'),
    day('19970101', 'dmy'),
    day('2024/2/29', 'ymd'),
  ]).toEqual(['2010-12-01', '2024-02-01', '2024-01-02', '1999-12-31', '1997-01-01', '2024-02-29'])
  expect(wallTimeOf('12/01/2010 8:26 PM', 'mdy')).toMatchObject({ day: 1, hour: 20, minute: 26 })
  for (const wrong of ['20226-02-03', '2023-02-29', '31/4/2024', '2024-13-01', '', 'soon', '0001-01-01', '2024-01-01 25:00'])
    expect(day(wrong, 'dmy')).toBeNull()
})

test('a wall clock becomes a moment of the company’s time zone, summer and winter', () => {
  const moment = momentsIn('Asia/Jerusalem')
  expect(moment(wallTimeOf('2010-12-01 08:26:00', 'ymd')!)).toBe('2010-12-01T06:26:00.000Z')
  expect(moment(wallTimeOf('2010-07-01 08:26:00', 'ymd')!)).toBe('2010-07-01T05:26:00.000Z')
  expect(moment(wallTimeOf('2010-07-01T08:26:00Z', 'ymd')!)).toBe('2010-07-01T08:26:00.000Z')
  expect(moment(wallTimeOf('2010-07-01T08:26:00+02:00', 'ymd')!)).toBe('2010-07-01T06:26:00.000Z')
})

test('decimals with points, commas, groups and signs', () => {
  const cents = (text: string, point: '.' | ',') => {
    const value = decimalOf(text, point)
    return value && Number(rounded(value, 2))
  }
  expect(['2.55', '1,234.50', '-3', '(3.00)', '₪ 12.30', '.5', '5-', '1.2e3'].map((text) => cents(text, '.'))).toEqual([
    255, 123450, -300, -300, 1230, 50, -500, 120000,
  ])
  expect(['2,55', '1.234,50', '1234'].map((text) => cents(text, ','))).toEqual([255, 123450, 123400])
  expect(['1,2,3', 'x', '', '1.2.3', '12,34'].map((text) => cents(text, '.'))).toEqual([null, null, null, null, null])
})

test('half a minor unit is rounded away from zero, exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 1e7 }), (quantity, thousandths) => {
      const amount = rounded(times({ units: BigInt(quantity), scale: 0 }, { units: BigInt(thousandths), scale: 3 }), 2)
      const exact = BigInt(quantity) * BigInt(thousandths)
      const away = (exact < 0n ? -1n : 1n) * (((exact < 0n ? -exact : exact) + 5n) / 10n)
      expect(amount).toBe(away)
    }),
  )
  expect(decimalText({ units: -5n, scale: 3 }, 2)).toBe('-0.01')
})

test('a key a spreadsheet took for a number is itself again', () => {
  expect(['17850.0', ' 85123A ', '10.50', '007'].map(keyOf)).toEqual(['17850', '85123A', '10.50', '007'])
})

test('columns tell their type, the order of their dates and their decimal sign', () => {
  expect([
    typeOf(['1', '2', '']),
    typeOf(['17850.0', '3.0']),
    typeOf(['1.5', '2,000.10']),
    typeOf(['a@b.co']),
    typeOf(['052-123 4567', '+972521234567']),
    typeOf(['19970101']),
    typeOf(['x', '1']),
    typeOf(['']),
  ]).toEqual(['integer', 'integer', 'decimal', 'email', 'phone', 'date', 'text', 'empty'])
  expect([dateOrderOf(['1/2/2024', '13/2/2024']), dateOrderOf(['1/13/2024']), dateOrderOf(['2024-01-02']), dateOrderOf(['1/2/2024'])]).toEqual([
    'dmy',
    'mdy',
    'ymd',
    'dmy',
  ])
  expect([decimalSignOf(['1,50', '2.000,10']), decimalSignOf(['1.50'])]).toEqual([',', '.'])
})
