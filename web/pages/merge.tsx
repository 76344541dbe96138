/** Two files that are of one customer, side by side, until they are one. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Merge } from '../../contract/merging.ts'
import { ask, refresh, refreshFile } from '../api/query.ts'
import { Compare } from '../features/merging/compare.tsx'
import { Working } from '../features/merging/working.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemText } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

export default function MergePage() {
  const { id, otherId } = useParams({ from: '/inside/customers/$id/merge/$otherId' })
  const words = useWords('merging')
  const navigate = useNavigate()
  const [merge, setMerge] = useState<Merge>()
  const { data, error } = useQuery({ ...ask('GET /customers/:id/merge/:otherId', { params: { id, otherId } }), enabled: !merge })
  const done = (now: Merge) => {
    for (const file of [now.customerId, now.mergedId]) void refreshFile(file)
    void refresh('GET /customers', 'GET /my-day')
    toast({ text: words.merged, tone: 'good' })
    void navigate({ to: '/customers/$id', params: { id: now.customerId }, replace: true })
  }
  return (
    <Page title={words.title}>
      {merge ? (
        <Working merge={merge} onDone={done} />
      ) : error ? (
        <ProblemText of={error} />
      ) : data ? (
        <Compare key={`${id} ${otherId}`} preview={data} onAsked={setMerge} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  )
}
