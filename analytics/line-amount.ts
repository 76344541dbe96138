const thousandths = 1_000n
const tenThousandths = 10_000n

/**
 * What an order line comes to: quantity (up to three decimals) × unit price in minor units (up to
 * four), rounded half away from zero. Counted in whole numbers, so no binary fraction tips a half.
 */
export function lineAmount(quantity: number, unitPriceMinor: number): number {
  const exact = scaled(quantity, 3) * scaled(unitPriceMinor, 4)
  const whole = thousandths * tenThousandths
  const size = exact < 0n ? -exact : exact
  const rounded = (2n * size + whole) / (2n * whole)
  return Number(exact < 0n ? -rounded : rounded)
}

/** Has no more decimals than `decimals`. */
export const fits = (value: number, decimals: number) => Number(value.toFixed(decimals)) === value

const scaled = (value: number, decimals: number) => BigInt(value.toFixed(decimals).replace('.', ''))
