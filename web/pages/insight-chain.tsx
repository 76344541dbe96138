/** The chain from service to profit. */
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { Chain } from '../features/insight/chain.tsx'
import { CompanyPage } from '../features/insight/company-page.tsx'

export default function InsightChain() {
  const { data, error } = useQuery(ask('GET /insight/chain'))
  if (error && !data) throw error
  return <CompanyPage page={data}>{(told) => <Chain told={told} />}</CompanyPage>
}
