/** A merge that should not have been: what was added since finds its file, and the two are apart again. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Merge } from '../../contract/merging.ts'
import { ask, refresh, refreshFile } from '../api/query.ts'
import { Parting } from '../features/merging/parting.tsx'
import { Working } from '../features/merging/working.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemText } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

export default function MergeUndoPage() {
  const { id, partId } = useParams({ from: '/inside/customers/$id/merges/$partId/undo' })
  const words = useWords('merging')
  const navigate = useNavigate()
  const [merge, setMerge] = useState<Merge>()
  const { data, error } = useQuery({ ...ask('GET /customers/:id/merges/:partId/undo', { params: { id, partId } }), staleTime: 0, enabled: !merge })
  const open = (file: string) => void navigate({ to: '/customers/$id', params: { id: file } })
  const done = (now: Merge) => {
    for (const file of [now.customerId, now.mergedId]) void refreshFile(file)
    void refresh('GET /customers', 'GET /my-day')
    toast({ text: words.undone, tone: 'good', action: { label: words.openOther, run: () => open(now.mergedId) } })
    void navigate({ to: '/customers/$id', params: { id: now.customerId }, replace: true })
  }
  return (
    <Page title={words.undoTitle}>
      {merge ? (
        <Working merge={merge} onDone={done} />
      ) : error ? (
        <ProblemText of={error} />
      ) : data ? (
        <Parting offer={data} onAsked={setMerge} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  )
}
