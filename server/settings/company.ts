import type { Company } from '../../contract/settings.ts'
import type { Context } from '../context.ts'
import { companyNow, internalHostsNow } from './queries.ts'

export async function changeCompany({ tx }: Context, change: Partial<Company>) {
  const { defaultTeamId, ...rest } = change
  const row = { ...rest, ...(defaultTeamId ? { defaultTeamId } : {}), ...(rest.weekend ? { weekend: [...new Set(rest.weekend)].sort() } : {}) }
  if (Object.keys(row).length > 0) await tx.updateTable('company').set(row).execute()
  return companyNow(tx)
}

export async function allowInternalHosts(ctx: Context, hosts: readonly string[]) {
  await ctx.tx
    .updateTable('company')
    .set({ internalHosts: [...new Set(hosts)] })
    .execute()
  ctx.audit('company.hosts-allowed', { facts: { hosts: hosts.length } })
  return internalHostsNow(ctx.tx)
}
