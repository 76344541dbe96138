/**
 * Two people change one thing at the same time. Each says what they saw in the fields they change: what nobody else
 * touched is merged, and where both wrote the second is shown both values instead of overwriting the first.
 */
import type { Conflicts } from '../../contract/problems.ts'
import { type GivenValues, named, type ReadyValue } from '../custom-fields/index.ts'
import { Problem } from '../http/problem.ts'

type Fields = Record<string, unknown>
type Seen = { seen?: Fields | undefined; version?: number | undefined }

/**
 * Refuses a change of fields that hold something else by now than its writer saw. A field they say nothing about counts
 * as seen in the version they name; who names neither knows what they do.
 */
export function refuseOverwriting(now: Fields & { version?: number }, change: Fields, { seen = {}, version }: Seen) {
  const older = version !== undefined && version !== now.version
  const conflicts: Conflicts = {}
  for (const [field, mine] of Object.entries(change)) {
    const theirs = now[field]
    const unseen = field in seen ? !same(theirs, seen[field]) : older
    if (mine !== undefined && unseen && !same(theirs, mine)) conflicts[field] = { theirs, mine }
  }
  if (Object.keys(conflicts).length > 0)
    throw new Problem('changed-meanwhile', { conflicts, facts: now.version === undefined ? undefined : { version: now.version } })
}

/** The same where fields of the company's own are changed too, each a field by itself. */
export function refuseOverwritingAny(
  now: Fields & { custom: GivenValues; version?: number },
  change: Fields,
  values: readonly ReadyValue[],
  { seen: { custom: seenValues = {}, ...seen } = {}, version }: { seen?: (Fields & { custom?: GivenValues }) | undefined; version?: number | undefined },
) {
  const wanted = Object.fromEntries(values.map(({ field, value }) => [field.key, value]))
  const keys = Object.keys(wanted)
  refuseOverwriting(
    { ...now, ...named(keys, now.custom) },
    { ...change, ...named(keys, wanted) },
    { seen: { ...seen, ...named(Object.keys(seenValues), seenValues) }, version },
  )
}

/** Spaces around a text are not seen by anybody. */
const same = (one: unknown, other: unknown) => JSON.stringify(plain(one)) === JSON.stringify(plain(other))
const plain = (value: unknown) => (typeof value === 'string' ? value.trim() : value)
