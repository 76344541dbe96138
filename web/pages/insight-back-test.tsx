/** Whether the warnings can be believed: what they would have said in the months behind. */
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { BackTests } from '../features/insight/back-tests.tsx'
import { CompanyPage } from '../features/insight/company-page.tsx'

export default function InsightBackTest() {
  const { data, error } = useQuery(ask('GET /insight/back-test'))
  if (error && !data) throw error
  return <CompanyPage page={data}>{(told) => <BackTests told={told} />}</CompanyPage>
}
