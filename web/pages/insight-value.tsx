/** What the customers somebody sees are worth together. */
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { Assumed } from '../features/insight/assumed.tsx'
import { Worth } from '../features/insight/worth.tsx'
import { Skeleton } from '../ui/waiting.tsx'

export default function InsightValue() {
  const { data, error } = useQuery(ask('GET /insight/value'))
  if (error && !data) throw error
  return (
    <div className="insight-page">
      {data ? <Worth value={data} /> : <Skeleton lines={8} />}
      <Assumed />
    </div>
  )
}
