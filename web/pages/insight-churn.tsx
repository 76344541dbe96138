/** Churn: by the company's own rule, month by month, cohort by cohort, and what went before. */
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { ChurnCharts } from '../features/insight/churn.tsx'
import { Rule, WinningAndKeeping } from '../features/insight/churn-rule.tsx'
import { CompanyPage } from '../features/insight/company-page.tsx'

export default function InsightChurn() {
  const { data, error } = useQuery(ask('GET /insight/churn'))
  if (error && !data) throw error
  return (
    <CompanyPage page={data}>
      {(told) => (
        <>
          <ChurnCharts told={told} rule={data!.rule} />
          <div className="column">
            <Rule rule={data!.rule} />
            <WinningAndKeeping churn={data!} />
          </div>
        </>
      )}
    </CompanyPage>
  )
}
