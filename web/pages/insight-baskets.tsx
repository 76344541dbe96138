/** Baskets: what is bought together. */
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { CompanyPage } from '../features/insight/company-page.tsx'
import { Rules } from '../features/insight/rules.tsx'

export default function InsightBaskets() {
  const { data, error } = useQuery(ask('GET /insight/baskets'))
  if (error && !data) throw error
  return <CompanyPage page={data}>{(told) => <Rules told={told} />}</CompanyPage>
}
