import { z } from 'zod'
import { may } from './access.ts'
import type { Contract } from './endpoint.ts'
import { id, line, moment, page, pageQuery, personRef, requiredText } from './fields.ts'
import { segmentAsked } from './segment-asked.ts'

export const voice = z.object({
  id,
  customerId: id,
  kind: z.enum(['wish', 'complaint']),
  text: z.string(),
  heardAt: moment,
  heardBy: personRef.nullable(),
  contact: z.object({ id, name: z.string() }).nullable(),
  answer: z.string().nullable(),
  answeredAt: moment.nullable(),
})
export type Voice = z.infer<typeof voice>

export const scoreQuestion = z.enum(['expectation', 'recommend', 'ease'])
export const scoreRange = { expectation: [1, 3], recommend: [0, 10], ease: [1, 7] } as const
export const score = z.object({ id, question: scoreQuestion, value: z.int(), comment: z.string(), givenAt: moment, user: personRef.nullable() })
export type Score = z.infer<typeof score>

const ofCustomer = z.object({ id })
const ofPart = z.object({ id, partId: id })

export const feedback = {
  'POST /customers/:id/voices': {
    summary: 'Record a wish or complaint heard from the customer; any employee may',
    for: may('record'),
    params: ofCustomer,
    body: z.object({ id, kind: z.enum(['wish', 'complaint']), text: requiredText(5000), heardAt: moment.optional(), contactId: id.nullable().optional() }),
    reply: voice,
    problems: ['not-found'],
  },
  'PUT /customers/:id/voices/:partId/answer': {
    summary: 'What the customer was told',
    for: may('record'),
    params: ofPart,
    body: z.object({ answer: requiredText(5000) }),
    reply: voice,
    problems: ['not-found'],
  },
  'POST /customers/:id/scores': {
    summary: "Record the customer's own scores",
    for: may('record'),
    params: ofCustomer,
    body: z.object({
      answers: z
        .array(
          z
            .object({ id, question: scoreQuestion, value: z.int() })
            .refine((answer) => answer.value >= scoreRange[answer.question][0] && answer.value <= scoreRange[answer.question][1], {
              path: ['value'],
              error: 'unknown',
            }),
        )
        .min(1)
        .max(3),
      comment: line(1000).default(''),
      givenAt: moment.optional(),
      contactId: id.nullable().optional(),
      userId: id.nullable().optional(),
    }),
    reply: z.array(score),
    problems: ['not-found'],
  },
  'GET /voices': {
    summary: 'Wishes and complaints of the customers I may see, newest first',
    for: 'signed-in',
    query: z.object({
      kind: z.enum(['wish', 'complaint']).optional(),
      open: z
        .enum(['true', 'false'])
        .transform((value) => value === 'true')
        .optional(),
      segment: segmentAsked,
      ...pageQuery,
    }),
    reply: page(voice.extend({ customerName: z.string() })),
  },
} as const satisfies Contract
