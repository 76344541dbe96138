/** The pages of insight: what is true of the whole company, or of all the files somebody sees. */
import { z } from 'zod'
import { guarded, may } from './access.ts'
import type { Contract } from './endpoint.ts'
import { currency, day, done, id, minor, requiredLine } from './fields.ts'
import { loyaltyStages, segmentNames } from './segments.ts'
import { signalKinds } from './signals.ts'

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
  /** What went before, of those who left in the last year and of those who stayed; debt only for who may see finances. */
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

/** What is held against the past: the watch list as a whole, and every kind of signal told of customers who could be judged. */
export const testedSignals = ['watch', ...signalKinds] as const
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

const basketsTold = z.object({
  /** Baskets of the last year that were read, and the least number that must hold what a rule speaks of. */
  baskets: z.int(),
  least: z.int(),
  products: z.array(z.object({ id, name: z.string() })),
  /** `of` and `also` are places in `products`; p is corrected for all rules tried. Those that beat chance by the most baskets. */
  rules: z.array(z.object({ of: z.array(z.int()), also: z.int(), together: z.int(), support: share, confidence: share, lift: z.number(), p: share })),
})
export type BasketsTold = z.infer<typeof basketsTold>
export const basketPage = companyPage(basketsTold)
export type BasketPage = z.infer<typeof basketPage>

const week = z.array(z.array(z.int()))
const demandTold = z.object({
  from: day,
  /** By weekday, Sunday first, and hour, in the company's time. */
  orders: week,
  contacts: week,
  /** Orders that carry a day but no time of day, as imported ones do; they are not counted. */
  untimed: z.int(),
})
export type DemandTold = z.infer<typeof demandTold>
export const demand = companyPage(demandTold).extend({
  /** Hours in which customers can reach us, by weekday: the share of each hour that is open. */
  open: z.array(z.array(share)),
})
export type Demand = z.infer<typeof demand>

/** What the data cannot show of a link. */
export const chainLimits = [
  'observed-only',
  'short',
  'gaps',
  'no-link-seen',
  'effect-unclear',
  'trend-only',
  'season-unknown',
  'lag-unclear',
  'same-period',
  'reverse-as-strong',
  'something-lasting-missing',
] as const
export const chainParts = ['service', 'satisfaction', 'loyalty', 'retention', 'profit'] as const
export type ChainPart = (typeof chainParts)[number]

const chainTold = z.object({
  months: z.array(month),
  /** Null in months nothing was measured. Profit is left out for who may not see finances. */
  series: z.array(z.object({ part: z.enum(chainParts), values: z.array(z.number().nullable()) })),
  links: z.array(
    z.object({
      cause: z.enum(chainParts),
      effect: z.enum(chainParts),
      /** Null where there are too few months to look. */
      found: z
        .object({
          lag: z.int(),
          correlations: z.array(z.object({ value: z.number(), low: z.number(), high: z.number() })),
          limits: z.array(z.enum(chainLimits)),
        })
        .nullable(),
    }),
  ),
})
export type ChainTold = z.infer<typeof chainTold>
export const chainPage = companyPage(chainTold)
export type ChainPage = z.infer<typeof chainPage>

const amounts = z.object({
  years: z.int(),
  salesMinor: guarded('amounts', minor.nullable()),
  profitMinor: guarded('amounts', minor.nullable()),
  aliveMinor: guarded('amounts', minor.nullable()),
})
/** What customers are worth together, of those this person sees, in the company's currency. */
export const value = z.object({
  asOf: day.nullable(),
  currency,
  customers: z.int(),
  /** Of customers in other currencies nothing is added. */
  otherCurrency: z.int(),
  /** The share of the last twelve months' sales whose cost is known; the profit of the rest is assumed. Null without sales. */
  measuredShare: guarded('amounts', z.number().nullable()),
  /** The share of yearly purchases that the best so many hundredths of customers bring; from 0 to 100. */
  concentration: guarded('amounts', z.array(z.number())),
  /** Contribution of the years ahead by the growing series, and the same times the chance of being active; by segment, all of them last. Money decides the segment too. */
  contribution: guarded('amounts', z.array(z.object({ segment: z.enum(segmentNames).nullable(), customers: z.int(), ahead: z.array(amounts) }))),
})
export type Value = z.infer<typeof value>

export const segmentsPage = z.object({
  asOf: day.nullable(),
  customers: z.int(),
  /** Recency and frequency from 1 to 5. */
  map: z.array(z.object({ recency: z.int(), frequency: z.int(), customers: z.int() })),
  segments: guarded('amounts', z.array(z.object({ segment: z.enum(segmentNames), customers: z.int() }))),
  stages: z.array(z.object({ stage: z.enum(loyaltyStages), customers: z.int() })),
  /** People who hear good and ill of us, and how many one advocate and one avenger is taken to tell. */
  reach: z.object({ good: z.number(), ill: z.number(), net: z.number() }),
  reachOf: z.object({ advocateReach: z.int(), avengerReach: z.int() }),
})
export type SegmentsPage = z.infer<typeof segmentsPage>

/** A choice of customers by what insight says of them, kept to narrow any list by. */
const segmentRule = {
  name: requiredLine(60),
  shared: z.boolean(),
  /** Any of these; all where there is none. By money among others, so kept from who may not see amounts. */
  segments: guarded('amounts', z.array(z.enum(segmentNames)).max(segmentNames.length)),
  stages: z.array(z.enum(loyaltyStages)).max(loyaltyStages.length),
  /** With at least this chance of leaving. */
  leavingFrom: share.nullable(),
}
export const savedSegment = z.object({ id, ...segmentRule, mine: z.boolean() })
export type SavedSegment = z.infer<typeof savedSegment>

const administrators = ['administrator'] as const

export const insightPages = {
  'GET /insight/churn': { summary: 'How many customers leave, when, and what went before', for: 'signed-in', reply: churn },
  'PATCH /insight/churn': {
    summary: 'Say who counts as gone, and what winning and keeping customers cost; another rule computes everything anew',
    for: administrators,
    body: churnRule.extend(costs).partial(),
    reply: churn,
  },
  'GET /insight/baskets': { summary: 'What is bought together, beyond chance', for: 'signed-in', reply: basketPage },
  'GET /insight/demand': { summary: 'When customers want us, against the hours we are open', for: 'signed-in', reply: demand },
  'GET /insight/chain': {
    summary: 'Whether better service was followed by satisfaction, loyalty, retention and profit here',
    for: 'signed-in',
    reply: chainPage,
  },
  'GET /insight/value': { summary: 'What the customers I see are worth together, and how few bring how much', for: 'signed-in', reply: value },
  'GET /insight/segments': { summary: 'Where the customers I see stand', for: 'signed-in', reply: segmentsPage },
  'GET /segments': { summary: 'My saved segments and those shared with me', for: 'signed-in', reply: z.array(savedSegment) },
  'POST /segments': {
    summary: 'Keep a segment to narrow lists by',
    for: may('record'),
    body: z
      .object({ id, ...segmentRule })
      .partial()
      .required({ id: true, name: true }),
    reply: savedSegment,
    problems: ['already-exists'],
  },
  'DELETE /segments/:id': { summary: 'Remove a segment of mine', for: may('record'), params: z.object({ id }), reply: done, problems: ['not-found'] },
  'GET /insight/back-test': { summary: 'How good the warnings would have been in the months behind', for: 'signed-in', reply: backTest },
} as const satisfies Contract
