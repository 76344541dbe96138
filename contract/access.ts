/** What a role may see and do. The customer file decides which customers; this decides how far, which fields, and which deeds. */
import { z } from 'zod'
import { type Role, roles } from './endpoint.ts'

/** Whose files: those I own, those of my teams, or all of the company. */
export const scopes = ['own', 'team', 'all'] as const
export type Scope = (typeof scopes)[number]

/** What can be kept from a role: identity numbers; terms, credit and debt; what orders come to; phones, e-mails and addresses. */
export const guardedFields = ['taxId', 'finances', 'amounts', 'contactPoints'] as const
export type GuardedField = (typeof guardedFields)[number]

type Guard = { field: GuardedField } | { values: Record<string, GuardedField> }
const guards = z.registry<Guard>()

/** The guard of a schema, if it has one. */
export const guardOf = (schema: z.core.$ZodType): Guard | undefined => guards.get(schema)

/**
 * Marks a field as kept from roles for which `field` is hidden: such a caller gets null for it (an empty list for a list)
 * and may not send it, be it as a filter, a sort or a value. A field of a reply must therefore be nullable.
 */
export function guarded<Schema extends z.ZodType>(field: GuardedField, schema: Schema): Schema {
  guards.add(schema, { field })
  return schema
}

/** Marks some values of a choice, such as a sort by a guarded column. */
export function guardedValues<Schema extends z.ZodType>(values: Record<string, GuardedField>, schema: Schema): Schema {
  guards.add(schema, { values })
  return schema
}

/** What can be done with files one may see. */
export const verbs = ['record', 'order', 'edit', 'assign', 'export', 'import', 'supervise', 'erase'] as const
export type Verb = (typeof verbs)[number]

const staff = ['record', 'order'] as const
export const rights: Record<Role, readonly Verb[]> = {
  rep: [...staff, 'edit', 'assign'],
  manager: [...staff, 'edit', 'assign', 'export', 'import', 'supervise'],
  marketer: [...staff, 'edit', 'export'],
  trainer: staff,
  administrator: verbs,
  consultant: [],
}

/** The roles that have a right. */
export const may = (verb: Verb): readonly Role[] => roles.filter((role) => rights[role].includes(verb))

export const can = z.array(z.enum(verbs))
export const hidden = z.array(z.enum(guardedFields))

export const roleAccess = z.object({ role: z.enum(roles), scope: z.enum(scopes), hidden })
export type RoleAccess = z.infer<typeof roleAccess>
