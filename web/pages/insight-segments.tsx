/** Where the customers somebody sees stand, and segments kept to narrow lists by. */
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { SavedSegments } from '../features/insight/saved-segments.tsx'
import { Segments } from '../features/insight/segments.tsx'
import { Skeleton } from '../ui/waiting.tsx'

export default function InsightSegments() {
  const { data, error } = useQuery(ask('GET /insight/segments'))
  if (error && !data) throw error
  return (
    <div className="insight-page">
      {data ? (
        <Segments page={data}>
          <SavedSegments wide={data.customers === 0 || data.segments.length === 0} />
        </Segments>
      ) : (
        <Skeleton lines={8} />
      )}
    </div>
  )
}
