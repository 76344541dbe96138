/** The company's own fields of orders. An order is several lines, anywhere in the file: what it is filled with is what the first line says that says anything. */
import type { CustomValue } from '../../contract/custom-fields.ts'
import { lineCounts } from './line-counts.ts'
import { nothing, type OwnValues } from './own-fields.ts'

export function orderFields() {
  /** Which fields of which orders were filled. */
  const filled = lineCounts()
  return {
    /** What the next lines of an order fill that none before them did. */
    fill(order: string, lines: readonly { own: OwnValues }[]): OwnValues {
      if (lines.every((line) => line.own.size === 0)) return nothing
      const values = new Map<string, CustomValue>()
      for (const line of lines)
        for (const [fieldId, value] of line.own) {
          if (filled.of(order + fieldId) > 0) continue
          filled.add(order + fieldId, 1)
          values.set(fieldId, value)
        }
      return values
    },
  }
}
