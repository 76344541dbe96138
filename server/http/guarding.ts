/** Keeps guarded fields from roles that may not see them: both ways, at every endpoint, read off the contract. */
import type { z } from 'zod'
import { type GuardedField, guardOf } from '../../contract/access.ts'
import { Problem } from './problem.ts'

/** Where guards lie within a schema. */
export type Guarding = {
  field?: GuardedField
  values?: Record<string, GuardedField>
  /** Of an object, by key. */
  parts?: Map<string, Guarding>
  /** Of each item of a list, each value of a record. */
  each?: Guarding
}

type Inner = { type: string; shape?: Record<string, z.core.$ZodType>; options?: z.core.$ZodType[] } & Partial<
  Record<'innerType' | 'element' | 'valueType' | 'in' | 'out', z.core.$ZodType>
>

/** The guards of a schema, or undefined where it has none. */
export function guardingOf(schema: z.core.$ZodType | undefined): Guarding | undefined {
  if (!schema) return undefined
  const guard = guardOf(schema)
  if (guard) return guard
  const inner = schema._zod.def as unknown as Inner
  switch (inner.type) {
    case 'object':
      return inParts(Object.entries(inner.shape ?? {}))
    case 'array':
    case 'record':
      return listOf(guardingOf(inner.element ?? inner.valueType))
    case 'union':
      return (inner.options ?? []).map(guardingOf).reduce(both, undefined)
    case 'intersection':
    case 'lazy':
      throw new Error(`A ${inner.type} in a contract cannot be guarded`)
    default:
      return both(guardingOf(inner.innerType ?? inner.in), guardingOf(inner.out))
  }
}

function inParts(shape: [string, z.core.$ZodType][]): Guarding | undefined {
  const parts = new Map<string, Guarding>()
  for (const [key, schema] of shape) {
    const guarding = guardingOf(schema)
    if (guarding) parts.set(key, guarding)
  }
  return parts.size > 0 ? { parts } : undefined
}

/** A list of what is hidden as a whole is hidden as a whole. */
const listOf = (each: Guarding | undefined): Guarding | undefined => (each?.field ? each : each && { each })

/** What either says. A choice of two shapes is guarded wherever one of them is. */
function both(one: Guarding | undefined, other: Guarding | undefined): Guarding | undefined {
  if (!one || !other) return one ?? other
  const parts = new Map(one.parts)
  for (const [key, guarding] of other.parts ?? []) parts.set(key, both(parts.get(key), guarding)!)
  const each = both(one.each, other.each)
  return { ...one, ...other, ...(parts.size > 0 && { parts }), ...(each && { each }) }
}

/** The reply with null, or an empty list, in place of what is hidden. */
export function withhold(value: unknown, guarding: Guarding | undefined, hidden: readonly GuardedField[]): unknown {
  if (!guarding || hidden.length === 0 || value === null || value === undefined) return value
  if (guarding.field && hidden.includes(guarding.field)) return Array.isArray(value) ? [] : null
  if (Array.isArray(value)) return guarding.each ? value.map((item) => withhold(item, guarding.each, hidden)) : value
  if (typeof value !== 'object' || !guarding.parts) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withhold(part, guarding.parts!.get(key), hidden)]))
}

/** Refuses what was sent where it touches something hidden: a filter, a sort, a value to be written. */
export function refuseHidden(sent: unknown, guarding: Guarding | undefined, hidden: readonly GuardedField[]): void {
  if (!guarding || hidden.length === 0 || sent === undefined) return
  if (guarding.field && hidden.includes(guarding.field)) throw new Problem('not-allowed')
  if (guarding.values && typeof sent === 'string') {
    const field = guarding.values[sent]
    if (field && hidden.includes(field)) throw new Problem('not-allowed')
  }
  if (Array.isArray(sent)) for (const item of sent) refuseHidden(item, guarding.each, hidden)
  else if (typeof sent === 'object' && sent !== null) {
    for (const [key, part] of Object.entries(sent)) refuseHidden(part, guarding.parts?.get(key) ?? guarding.each, hidden)
  }
}
