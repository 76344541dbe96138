/** The kinds of value that cross the wire. */
import { z } from 'zod'

const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Takes out what no person typed on purpose: control characters and direction overrides that make text read otherwise than it is. */
export const visible = (text: string) => text.replace(invisible, '').normalize('NFC')

/** One line of text. Line breaks become spaces. */
export const line = (longest = 200) =>
  z
    .string()
    .overwrite((value) => visible(value).replace(/\s+/g, ' ').trim())
    .max(longest)
export const requiredLine = (longest = 200) => line(longest).min(1)

/** Text of several lines. */
export const text = (longest = 100_000) =>
  z
    .string()
    .overwrite((value) => visible(value).replace(/\r\n?/g, '\n').trim())
    .max(longest)
export const requiredText = (longest = 100_000) => text(longest).min(1)

export const id = z.uuid()
/** A moment, ISO 8601 with offset, in the years people live in. */
export const moment = z.iso.datetime({ offset: true }).refine((value) => inLivedYears(value), { error: 'not-a-date' })
/** A day, `YYYY-MM-DD`. */
export const day = z.iso.date().refine((value) => inLivedYears(value), { error: 'not-a-date' })

function inLivedYears(value: string) {
  const year = Number(value.slice(0, 4))
  return year >= 1800 && year <= 2200
}

/** Whole minor units (agorot, cents) of a currency. */
export const minor = z.int().min(-1e15).max(1e15)
export const currency = z.string().regex(/^[A-Z]{3}$/)
export const language = z.enum(['he', 'en'])
export const formOfAddress = z.enum(['f', 'm', 'x'])
export const theme = z.enum(['system', 'light', 'dark'])
export const direction = z.enum(['ascending', 'descending'])

/** One of our people, as others see them. */
export const personRef = z.object({ id, name: z.string() })
export type PersonRef = z.infer<typeof personRef>

/** A page of a list: its items, and where the next page starts. */
export const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() })
export const pageQuery = { after: z.string().max(2000).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

/** An answer that says nothing but "done". */
export const done = z.object({ done: z.literal(true) })
