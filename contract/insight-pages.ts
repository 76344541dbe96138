/** The pages of insight: what is true of the whole company, or of all the files somebody sees. */
import { z } from 'zod'
import { guarded } from './access.ts'
import type { Contract } from './endpoint.ts'
import { currency, day, minor } from './fields.ts'

/**
 * What a run says of the whole company. Told only to those who see all its files: `whole` is false for others, who are told nothing.
 * `told` is null until a run has computed it.
 */
const companyPage = <Told extends z.ZodType>(told: Told) => z.object({ whole: z.boolean(), asOf: day.nullable(), told: told.nullable() })

const month = z.string().regex(/^\d{4}-\d{2}$/)

/** Who counts as gone: no purchase for so many of their own cycles, or for so many months. */
export const churnRule = z.object({ by: z.enum(['cycles', 'months']), cycles: z.number().min(1).max(20), months: z.int().min(1).max(60) })
export type ChurnRule = z.infer<typeof churnRule>

/** What went before their leaving, the first that fits; the first three are about service. */
export const leavingReasons = ['complaint', 'promise', 'score', 'contact', 'debt', 'unknown'] as const
export type LeavingReason = (typeof leavingReasons)[number]

const churnTold = z.object({
  /** The rule it was computed by. */
  rule: churnRule,
  /** Customers at the start of each month, and who left, came back and came for the first time in it. */
  months: z.array(z.object({ month, active: z.int(), left: z.int(), returned: z.int(), won: z.int() })),
  /** Customers by the quarter of their first purchase, and the share that bought in each quarter after it. */
  cohorts: z.array(z.object({ from: day, customers: z.int(), retention: z.array(z.number()) })),
  /** Share still a customer so many months after the first purchase, with its 95 % interval. */
  survival: z.array(z.object({ months: z.int(), survival: z.number(), low: z.number(), high: z.number(), atRisk: z.int() })),
  /** Months after which half have left; null while more than half are here. */
  half: z.number().nullable(),
  /** What went before, of those who left in the last year and of those who stayed. */
  reasons: z.array(z.object({ reason: z.enum(leavingReasons), left: z.int(), stayed: z.int() })),
  left: z.int(),
  stayed: z.int(),
  /** First purchase within the last year. */
  won: z.int(),
  /** Customers a year ago who still are. */
  kept: z.int(),
})
export type ChurnTold = z.infer<typeof churnTold>

const costs = {
  /** What winning and keeping customers cost in the last year. */
  winningMinor: guarded('finances', minor.min(0).nullable()),
  keepingMinor: guarded('finances', minor.min(0).nullable()),
}

export const churn = companyPage(churnTold).extend({
  rule: churnRule,
  currency,
  ...costs,
  /** Cost of winning one customer against that of keeping one; null where a cost is not known. */
  ratio: guarded('finances', z.number().nullable()),
})
export type Churn = z.infer<typeof churn>

/** What is held against the past: the watch list as a whole, and the signals that follow from orders. */
export const testedSignals = ['watch', 'order-silence', 'gap-grows', 'orders-shrink', 'category-moved'] as const
export type TestedSignal = (typeof testedSignals)[number]
export const rankedBy = ['watch', 'longest-silence', 'silence-by-own-gap', 'bg-nbd'] as const

const share = z.number().min(0).max(1)
const figures = {
  /** Who could be judged, and the share of them that left or bought less than half as often. */
  customers: z.int(),
  baseRate: share,
  auc: share,
  /** Share that did among the hundred most endangered. */
  first100: share,
}

const backTestTold = z.object({
  customers: z.int(),
  /** Of so many the past was asked. */
  asked: z.int(),
  /** Days in which it shows who left. */
  horizon: z.int(),
  signals: z.array(
    z.object({
      signal: z.enum(testedSignals),
      ...figures,
      /** Days, in the middle, between the first warning and the end of the days in which it showed. */
      leadTime: z.number().nullable(),
      calibration: z.array(z.object({ told: share, seen: share, customers: z.int() })),
      months: z.array(z.object({ cutoff: day, ...figures })),
    }),
  ),
  /** The watch list against simple rules, over the latest days that can be judged. */
  rankings: z.array(z.object({ by: z.enum(rankedBy), auc: share, first50: share, first100: share })),
  hiddenFrom: day.nullable(),
})
export type BackTestTold = z.infer<typeof backTestTold>
export const backTest = companyPage(backTestTold)
export type BackTest = z.infer<typeof backTest>

const administrators = ['administrator'] as const

export const insightPages = {
  'GET /insight/churn': { summary: 'How many customers leave, when, and what went before', for: 'signed-in', reply: churn },
  'PATCH /insight/churn': {
    summary: 'Say who counts as gone, and what winning and keeping customers cost; another rule computes everything anew',
    for: administrators,
    body: churnRule.extend(costs).partial(),
    reply: churn,
  },
  'GET /insight/back-test': { summary: 'How good the warnings would have been in the months behind', for: 'signed-in', reply: backTest },
} as const satisfies Contract
