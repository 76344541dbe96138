/** What an importer of one kind can do. */
import type { Fault } from './matching.ts'
import type { Row } from './source.ts'

export type Reading<Value> = { no: number; value: Value } | { no: number; refused: Fault }

export type Importer<Value> = {
  /** Reads one row; pure, so that reading a file again gives the same. */
  read(row: Row, cell: (field: string) => string): Reading<Value>
  /** Loads what reading needs. */
  open?(): Promise<void>
  /** Looks at every row of the file before the first is written. */
  survey?(value: Value): void
  /** Batches that come before those of rows. Their number and order depend on the file alone. */
  steps?(): (() => Promise<void>)[]
  /** Called before rows when all steps were done in an earlier run, and after the steps otherwise. */
  ready?(): Promise<void>
  /** Compares a batch with what is there and writes it, or in a dry run only counts. */
  apply(values: Value[]): Promise<void>
  /** Batches may be compared while the one before is still being written: all writing goes through `desk.write`, and what was written last is kept in mind. */
  ahead?: true
  /** A batch written in an earlier run: only what is kept in memory is brought up to it. */
  pass?(values: Value[]): Promise<void>
}
