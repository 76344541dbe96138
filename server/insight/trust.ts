/**
 * How far a kind of signal is to be trusted: how it did on days of this company that have passed, and what people said of those raised. Both set the chance it is
 * told with; many false alarms also ask for more before the next is raised.
 */
import type pg from 'pg'
import { outcomesAfter } from '../../analytics/index.ts'
import type { RunReport, SignalKind } from '../../contract/insight.ts'
import type { Chunk } from './chunks.ts'
import { factSignals } from './fact-signals.ts'
import { horizon } from './leaving.ts'
import { orderSignals } from './order-signals.ts'

export type SignalTests = NonNullable<RunReport['signalTests']>
export type Verdicts = ReadonlyMap<SignalKind, { judged: number; falseAlarms: number }>

/** A kind raised less often tells nothing of what follows it. */
const enough = 5
/** What people said counts against so many signals of which they would have said nothing. */
const lent = 4
const dayLength = 86_400_000

/** What people said of each kind, all signals ever raised. */
export async function verdictsOf(client: pg.Client): Promise<Verdicts> {
  const { rows } = await client.query<{ kind: SignalKind; judged: number; wrong: number }>(
    `select kind, count(*)::int as judged, (count(*) filter (where state = 'false-alarm'))::int as wrong
     from signals where state in ('acted', 'helped', 'not-helped', 'false-alarm') group by kind`,
  )
  return new Map(rows.map(({ kind, judged, wrong }) => [kind, { judged, falseAlarms: wrong }]))
}

/** The share of this kind that is taken for false: none until people say so, and then less than they say while they said it of few. */
export const falseShare = (verdicts: Verdicts, kind: SignalKind) => {
  const { judged, falseAlarms } = verdicts.get(kind) ?? { judged: 0, falseAlarms: 0 }
  return falseAlarms / (judged + lent)
}

/** How sure a kind must be to be raised: where half were false alarms, four times as sure. */
export const stricter = (verdicts: Verdicts, kind: SignalKind, sure: number) => 1 - (1 - sure) * (1 - falseShare(verdicts, kind)) ** 2

/** Raises all kinds as of `horizon` days ago, without what came after, and counts who then left or shrank. */
export async function testSignals(
  client: pg.Client,
  { rows, past, lines }: Chunk,
  ids: readonly string[],
  asOf: number,
  now: Date,
  verdicts: Verdicts,
): Promise<SignalTests> {
  if (!past) return { horizon, baseRate: null, kinds: [] }
  const then = asOf - horizon
  const outcomes = outcomesAfter(past, then, horizon, 'partial', 2)
  const place = new Map(Array.from(rows, (row) => [ids[row]!, row]))
  const raised = new Map<SignalKind, Set<number>>()
  const add = (kind: SignalKind, row: number | undefined) => {
    if (row !== undefined && outcomes.has(row)) raised.set(kind, (raised.get(kind) ?? new Set()).add(row))
  }
  for (const { kind, row } of orderSignals(past, lines, then, undefined, verdicts)) add(kind, row)
  await factSignals(
    client,
    new Date(now.getTime() - horizon * dayLength),
    async (found) => {
      for (const { kind, customerId } of found) add(kind, place.get(customerId))
    },
    { past: true, of: [...place.keys()] },
  )
  const left = (of: Iterable<number>) => [...of].reduce((sum, row) => sum + (outcomes.get(row) ?? 0), 0)
  const baseRate = outcomes.size > 0 ? left(outcomes.keys()) / outcomes.size : null
  const kinds = new Set([...raised.keys(), ...verdicts.keys()])
  return {
    horizon,
    baseRate,
    kinds: [...kinds].map((kind) => {
      const of = raised.get(kind) ?? new Set()
      const { judged, falseAlarms } = verdicts.get(kind) ?? { judged: 0, falseAlarms: 0 }
      return { kind, raised: of.size, left: left(of), chance: chanceOf(of.size, left(of), baseRate, falseShare(verdicts, kind)), judged, falseAlarms }
    }),
  }
}

/** The share that left, drawn to everybody's while few were raised; what people took for false alarms counts as anybody else. */
export function chanceOf(raised: number, left: number, baseRate: number | null, wrong: number): number | null {
  if (raised < enough || baseRate === null) return null
  const seen = (left + enough * baseRate) / (raised + enough)
  return (1 - wrong) * seen + wrong * baseRate
}
