/** The pages that add up customers, kept for those who see them all. */
import type { Db } from '../db/connect.ts'
import type { Reading } from './kept-pages.ts'
import { keepSegments } from './segments.ts'
import { keepWorth } from './worth.ts'

export async function keepSums(db: Db, reading: Reading, at: Date): Promise<void> {
  await keepSegments(db, reading)
  await keepWorth(db, reading, at)
}
