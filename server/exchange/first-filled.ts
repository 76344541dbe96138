/**
 * The company's own fields of what a file speaks of in several rows, anywhere in it: an order of several lines, an event said twice.
 * Each is filled with what the first row says that says anything.
 */
import type { CustomValue } from '../../contract/custom-fields.ts'
import { lineCounts } from './line-counts.ts'
import { nothing, type OwnValues } from './own-fields.ts'

export function firstFilled() {
  /** Which fields of which things were filled. */
  const filled = lineCounts()
  return {
    /** What the next rows about one thing fill that none before them did. */
    fill(key: string, rows: readonly { own: OwnValues }[]): OwnValues {
      if (rows.every((row) => row.own.size === 0)) return nothing
      const values = new Map<string, CustomValue>()
      for (const row of rows)
        for (const [fieldId, value] of row.own) {
          if (filled.of(key + fieldId) > 0) continue
          filled.add(key + fieldId, 1)
          values.set(fieldId, value)
        }
      return values
    },
  }
}
