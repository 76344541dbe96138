import { InvalidInput } from '../../analytics/index.ts'

/** What a function of the analytics gives, or undefined where the data are too few or too plain for it. */
export function where<Value>(compute: () => Value): Value | undefined {
  try {
    return compute()
  } catch (error) {
    if (error instanceof InvalidInput) return undefined
    throw error
  }
}
