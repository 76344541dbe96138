/** What narrows any list of customers, or of what is theirs, to a segment. */
import { z } from 'zod'
import { guarded } from './access.ts'
import { id } from './fields.ts'
import { segmentNames } from './segments.ts'

/** A segment by recency, frequency and money, or the id of a saved one. By money among others, so kept from who may not see amounts. */
export const segmentAsked = guarded('amounts', z.union([z.enum(segmentNames), id]).optional())
