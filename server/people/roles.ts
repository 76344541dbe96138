/** How far each role sees. An administrator sees everything; a consultant, what was granted. */
import { sql } from 'kysely'
import type { GuardedField, RoleAccess } from '../../contract/access.ts'
import { roles } from '../../contract/endpoint.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'

export async function listAccess(tx: Db): Promise<RoleAccess[]> {
  const rows = await tx
    .selectFrom('roleAccess')
    .select(['role', 'scope', sql<GuardedField[]>`hidden`.as('hidden')])
    .execute()
  return rows.toSorted((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role))
}

export async function changeAccess(ctx: Context, role: RoleAccess['role'], { scope, hidden }: Omit<RoleAccess, 'role'>) {
  await ctx.tx
    .updateTable('roleAccess')
    .set({ scope, hidden: [...new Set(hidden)] })
    .where('role', '=', role)
    .execute()
  ctx.audit('role.changed', { facts: { role, scope, hidden } })
  return listAccess(ctx.tx)
}
