/** Demand by hour and day. */
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { CompanyPage } from '../features/insight/company-page.tsx'
import { DemandCharts } from '../features/insight/demand.tsx'

export default function InsightDemand() {
  const { data, error } = useQuery(ask('GET /insight/demand'))
  if (error && !data) throw error
  return <CompanyPage page={data}>{(told) => <DemandCharts told={told} open={data!.open} />}</CompanyPage>
}
