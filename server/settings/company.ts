import type { Company } from '../../contract/settings.ts'
import type { Context } from '../context.ts'
import { companyNow } from './queries.ts'

export async function changeCompany({ tx }: Context, change: Partial<Company>) {
  const { defaultTeamId, ...rest } = change
  const row = { ...rest, ...(defaultTeamId ? { defaultTeamId } : {}), ...(rest.weekend ? { weekend: [...new Set(rest.weekend)].sort() } : {}) }
  if (Object.keys(row).length > 0) await tx.updateTable('company').set(row).execute()
  return companyNow(tx)
}
