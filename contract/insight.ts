/** What a customer is worth, whether they are leaving, how we know, and whom to see to first. */
import { z } from 'zod'
import { type GuardedField, guarded, guardedValues, may } from './access.ts'
import type { Contract } from './endpoint.ts'
import { currency, day, id, minor, moment, page, pageQuery, personRef } from './fields.ts'
import { segmentAsked } from './segment-asked.ts'
import { loyaltyStages } from './segments.ts'
import { guardedKinds, type SignalKind, signalKinds } from './signals.ts'

export { guardedKinds, type SignalKind, signalKinds }

export const signalStates = ['new', 'seen', 'acted', 'helped', 'not-helped', 'false-alarm'] as const
export type SignalState = (typeof signalStates)[number]
/** Still to be dealt with. */
export const openStates: readonly SignalState[] = ['new', 'seen', 'acted']

/** The numbers behind the sentence; which of them there are depends on the kind. */
export const evidence = z.record(z.string(), z.union([z.number(), z.string()]))
export type Evidence = z.infer<typeof evidence>

export const actionKinds = ['promise', 'interaction'] as const

export const signal = z.object({
  id,
  kind: z.enum(signalKinds),
  /** 1 worth a look, 2 serious, 3 grave. */
  severity: z.int(),
  /** How surely something changed; 1 is a plain fact. */
  probability: z.number(),
  /** Of such signals raised on a day of the past, the share of customers who then left or shrank, less what people called false alarms; null where too few were seen. */
  chance: z.number().nullable(),
  evidence,
  raisedAt: moment,
  endedAt: moment.nullable(),
  state: z.enum(signalStates),
  stateBy: personRef.nullable(),
  stateAt: moment.nullable(),
  /** The promise or the interaction in which somebody acted on it. */
  action: z.object({ kind: z.enum(actionKinds), id }).nullable(),
})
export type Signal = z.infer<typeof signal>

const years = z.int().min(1).max(50)
const share = z.number().min(0).max(1)

/** What the company assumes: years a customer would go on, share of sales that is profit, yearly discount of the statistical value. */
export const insightAssumptions = z.object({
  years,
  profitShare: share,
  discount: z.number().min(0.001).max(1),
  /** What one unit of another currency is in the company's; orders the watch list where customers pay in several. */
  rates: z.record(currency, z.number().positive().max(1e9)),
  /** People an advocate tells well of us, and an avenger ill: 5 and 20 where nobody says otherwise. */
  advocateReach: z.int().min(0).max(1_000),
  avengerReach: z.int().min(0).max(1_000),
})
export type InsightAssumptions = z.infer<typeof insightAssumptions>

/** What somebody assumes of one customer instead; null is as fitted. */
export const customerAssumptions = z.object({
  yearlyMinor: guarded('amounts', minor.min(0).nullable()),
  growthMinor: guarded('amounts', minor.nullable()),
  years: years.nullable(),
  profitShare: guarded('amounts', share.nullable()),
  /** What part of all they buy of this kind they buy from us, as somebody states it; kept to a hundredth of a hundredth. */
  walletShare: share.min(0.0001).nullable(),
  /** What serving them costs in a year, and what winning them cost, as somebody states it. */
  servingMinor: guarded('amounts', minor.min(0).nullable()),
  winningMinor: guarded('amounts', minor.min(0).nullable()),
})
export type CustomerAssumptions = z.infer<typeof customerAssumptions>

export const doubts = ['few-repeat-buyers', 'not-converged', 'parameters-run-off', 'flat', 'no-dropout', 'equal-rates', 'equal-dropout'] as const
export const runStages = ['reading', 'lines', 'fitting', 'signals', 'pages', 'writing'] as const
export type RunStage = (typeof runStages)[number]

export const fittedModel = z.object({
  name: z.enum(['mbg-nbd', 'pareto-nbd', 'bg-nbd']),
  parameters: z.record(z.string(), z.number()),
  logLikelihood: z.number(),
  customers: z.int(),
  trusted: z.boolean(),
  doubts: z.array(z.enum(doubts)),
  /** MBG/CNBD-k, where customers order so regularly that it is likelier: who is still a customer is told by it. */
  regular: z.object({ k: z.int(), parameters: z.record(z.string(), z.number()), logLikelihood: z.number() }).optional(),
})
export type FittedModel = z.infer<typeof fittedModel>

/** Ways to tell the chance of leaving: what the company's past teaches, the customer's own rhythm, the customer-base model; all of them together, and two of them. */
export const leavingWays = ['together', 'outlook', 'rhythm', 'model', 'without-outlook', 'without-rhythm', 'without-model'] as const
export type LeavingWay = (typeof leavingWays)[number]

/** How each way would have ranked those who left in the last 90 days, and which one is used. */
export const leavingTest = z.object({
  customers: z.int(),
  left: z.int(),
  /** Days of the past on which all ways were asked to choose one. */
  days: z.int().default(1),
  ways: z.array(z.object({ way: z.enum(leavingWays), auc: z.number(), logLoss: z.number() })),
  chosen: z.enum(leavingWays),
  /** By rising chance, as the chosen way told it: customers, the chance told on average, and the share who left. */
  calibration: z.array(z.object({ rows: z.int(), predicted: z.number(), observed: z.number() })),
})
export type LeavingTest = z.infer<typeof leavingTest>

export const runReport = z.object({
  /** First and last day of the orders read; null without one. */
  from: day.nullable(),
  asOf: day,
  customers: z.int(),
  orders: z.int(),
  /** Orders in another currency than their customer's: counted in time, not in money. */
  otherCurrency: z.int(),
  /** By currency of customers, what a minor unit of it counted for in the order of the watch list. */
  scales: z.record(z.string(), z.number()).default({}),
  model: fittedModel.nullable(),
  /** Null where the last 90 days hold too little to test on. */
  test: leavingTest.nullable(),
  signals: z.partialRecord(z.enum(signalKinds), z.int()),
  /** Each kind as of `horizon` days ago: customers it was raised of, how many then left or shrank, and what people said of all ever raised. */
  signalTests: z
    .object({
      horizon: z.int(),
      /** The share of all who left or shrank. */
      baseRate: z.number().nullable(),
      kinds: z.array(
        z.object({ kind: z.enum(signalKinds), raised: z.int(), left: z.int(), chance: z.number().nullable(), judged: z.int(), falseAlarms: z.int() }),
      ),
    })
    .nullable()
    .default(null),
  raised: z.int(),
  ended: z.int(),
  seconds: z.number(),
})
export type RunReport = z.infer<typeof runReport>

/** What a reading of changed customers came to. */
export type ChangedReport = Pick<RunReport, 'asOf' | 'customers' | 'raised' | 'ended' | 'seconds'>

export const insightRun = z.object({
  id,
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  askedBy: personRef.nullable(),
  askedAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  progress: z.object({ stage: z.enum(runStages), done: z.int() }).nullable(),
  report: runReport.nullable(),
  codeVersion: z.string().nullable(),
})
export type InsightRun = z.infer<typeof insightRun>

const amount = guarded('amounts', minor.nullable())

export const watched = z.object({
  id,
  number: z.int(),
  name: z.string(),
  city: z.string(),
  owner: personRef.nullable(),
  currency,
  /** Chance that they leave, or buy less than half as often, in the 90 days ahead. */
  leaving: z.number(),
  lossMinor: amount,
  expectedLossMinor: amount,
  /** How both stood at the run before the last; null for who was not known then. */
  wasLeaving: z.number().nullable(),
  changeMinor: amount,
  lastOrderOn: day.nullable(),
  stage: z.string().nullable(),
  /** Open signals, gravest first; at most three. */
  signals: z.array(signal.pick({ id: true, kind: true, severity: true, evidence: true, raisedAt: true })),
  signalCount: z.int(),
})
export type Watched = z.infer<typeof watched>

const productRef = z.object({ id, name: z.string() })
/** A product to offer, and the one they buy that speaks most for it: `confidence` is the share of orders with that one that hold the offer too. */
export const productOffer = z.object({ product: productRef, because: productRef, together: z.int(), confidence: z.number(), lift: z.number() })
export type ProductOffer = z.infer<typeof productOffer>

export const customerInsight = z.object({
  currency,
  /** Null until a run has read this customer. */
  insight: z
    .object({
      asOf: day,
      orders: z.int(),
      leaving: z.number(),
      alive: z.number().nullable(),
      /** The chance of being active by days since the last order, had there been none since. */
      curve: z.array(z.object({ days: z.int(), alive: z.number() })),
      /** Days since the last order; where the curve stands today. */
      silentDays: z.int().nullable(),
      expectedOrders: z.number().nullable(),
      valueMinor: amount,
      stage: z.enum(['avenger', 'lapsed', 'new', 'regular', 'loyal', 'advocate']).nullable(),
      recencyScore: z.int().nullable(),
      frequencyScore: z.int().nullable(),
      moneyScore: guarded('amounts', z.int().nullable()),
    })
    .nullable(),
  /** What losing this customer costs, by what is assumed; `fitted` is what the orders say. */
  loss: z.object({
    yearlyMinor: amount,
    growthMinor: amount,
    years: z.int(),
    /** By what their lines cost us, and as assumed where that is not known; or as somebody assumes of this customer. */
    profitShare: guarded('amounts', z.number().nullable()),
    seriesMinor: guarded('amounts', z.array(minor)),
    salesMinor: amount,
    profitMinor: amount,
    own: customerAssumptions.nullable(),
  }),
  /** Contribution of the years ahead: profit by the same series, less what serving them costs where that is stated; and that times the chance of being active. */
  ahead: guarded('amounts', z.array(z.object({ years: z.int(), salesMinor: minor, profitMinor: minor, aliveMinor: minor }))),
  /** What the twelve months until the run came to, less returns, and the profit of it. */
  revenueMinor: amount,
  marginMinor: amount,
  /** The share of those sales whose cost is known, so that the margin is measured; the profit of the rest is assumed. Null without sales. */
  measuredShare: guarded('amounts', z.number().nullable()),
  /** What winning a customer costs on average, where the company says what winning cost it in a year. */
  usualWinningMinor: guarded('finances', minor.nullable()),
  /** By the share of wallet stated, what they buy elsewhere in a year; null where none is. */
  elsewhereMinor: amount,
  /** People who hear of us from this customer, good above nothing and ill below. */
  reach: z.number(),
  offers: z.array(productOffer),
  signals: z.array(signal),
})
export type CustomerInsight = z.infer<typeof customerInsight>

const standing = z.object({ id, asOf: day, finishedAt: moment })
/** What a run says of itself to those who see the whole company, without the kinds of signal kept from their role; how many signals came and went is told by kind. */
export const comparedReport = runReport.omit({ raised: true, ended: true })
export type ComparedReport = z.infer<typeof comparedReport>
const customerRef = z.object({ id, name: z.string() })
const told = signal.pick({ id: true, kind: true, severity: true, evidence: true, raisedAt: true, endedAt: true }).extend({ customer: customerRef, currency })

/** The last run of all customers held against the one before it, of the files this person sees. */
export const comparison = z.object({
  /** Null until there is one. */
  now: standing.nullable(),
  before: standing.nullable(),
  /** Whose expected loss grew and fell most; the whole lists are the watch list sorted by `rose` and `fell`. */
  rose: guarded('amounts', z.array(watched)),
  fell: guarded('amounts', z.array(watched)),
  /** Signals by kind that are new since the run before, and that are gone. */
  signals: z.array(z.object({ kind: z.enum(signalKinds), raised: z.int(), ended: z.int() })),
  /** The gravest of them. */
  raised: z.array(told),
  ended: z.array(told),
  /** What both runs say of themselves; for those who see the whole company. */
  reports: z.object({ now: comparedReport, before: comparedReport.nullable() }).nullable(),
})
export type Comparison = z.infer<typeof comparison>

const ofCustomer = z.object({ id })
/** Runs and what they assume are about all customers of the company. */
const administrators = ['administrator'] as const

export const insight = {
  'GET /insight/watch': {
    summary: 'Customers by what their leaving would cost, times the chance of it',
    for: 'signed-in',
    query: z.object({
      /** `rose` and `fell`: by how much the expected loss did since the run before, the most first, and only where it did. */
      sort: guardedValues({ loss: 'amounts', rose: 'amounts', fell: 'amounts' }, z.enum(['loss', 'leaving', 'rose', 'fell'])).optional(),
      ownerId: id.optional(),
      teamId: id.optional(),
      segment: segmentAsked,
      stage: z.enum(loyaltyStages).optional(),
      signal: guardedValues(guardedKinds as Record<string, GuardedField>, z.enum(signalKinds)).optional(),
      ...pageQuery,
    }),
    reply: page(watched),
  },
  'GET /customers/:id/insight': {
    summary: 'What this customer is worth, what losing them costs, whether they are leaving and how we know',
    for: 'signed-in',
    params: ofCustomer,
    reply: customerInsight,
    problems: ['not-found'],
  },
  'PUT /customers/:id/insight/assumptions': {
    summary: 'Assume other figures for this customer than the fitted ones; null takes one back',
    for: may('edit'),
    params: ofCustomer,
    body: customerAssumptions.partial(),
    reply: customerInsight,
    problems: ['not-found'],
  },
  'PUT /customers/:id/signals/:partId/state': {
    summary: 'Say that a signal was seen, acted on, and whether it helped or was a false alarm',
    for: may('record'),
    params: z.object({ id, partId: id }),
    body: z.object({
      state: z.enum(signalStates).exclude(['new']),
      /** What was done about it, in this file; stays linked when the outcome is told later. */
      action: z.object({ kind: z.enum(actionKinds), id }).optional(),
    }),
    reply: signal,
    problems: ['not-found', 'invalid'],
  },
  'GET /insight/assumptions': { summary: 'What the company assumes about customers that stay', for: 'signed-in', reply: insightAssumptions },
  'PATCH /insight/assumptions': {
    summary: 'Change what the company assumes; everything is computed anew',
    for: administrators,
    body: insightAssumptions.partial(),
    reply: insightAssumptions,
  },
  'GET /insight/comparison': {
    summary: 'The last run against the one before it: whose danger rose and fell, which signals are new and gone, what the models say now and then',
    for: 'signed-in',
    reply: comparison,
  },
  'GET /insight/runs': { summary: 'The latest runs, newest first', for: administrators, reply: z.array(insightRun) },
  'POST /insight/runs': { summary: 'Compute insight now; one that is under way is the one', for: administrators, reply: insightRun },
  'DELETE /insight/runs/:id': {
    summary: 'Stop a run; the results of the last good one stay',
    for: administrators,
    params: z.object({ id }),
    reply: insightRun,
    problems: ['not-found', 'wrong-state'],
  },
} as const satisfies Contract
