/** The last run held against the one before it, among the files somebody sees. */
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { Changes } from '../features/insight/changes.tsx'
import { Skeleton } from '../ui/waiting.tsx'

export default function InsightChanges() {
  const { data, error } = useQuery(ask('GET /insight/comparison'))
  if (error && !data) throw error
  return <div className="insight-page">{data ? <Changes comparison={data} /> : <Skeleton lines={8} />}</div>
}
