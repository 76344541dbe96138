/** A merge, or its undo, as it goes: in its place there is the file once it is done. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Merge } from '../../../contract/merging.ts'
import { ask } from '../../api/query.ts'
import { Card } from '../../ui/card.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Count } from '../../ui/values.tsx'
import { Progress } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

const often = 400

/** Follows a merge until it is done. */
export function Working({ merge, onDone }: { merge: Merge; onDone: (merge: Merge) => void }) {
  const words = useWords('merging')
  const { data, error } = useQuery({
    ...ask('GET /customers/:id/merges', { params: { id: merge.customerId } }),
    staleTime: 0,
    refetchInterval: often,
  })
  const now = data?.find(({ id }) => id === merge.id) ?? merge
  const told = useRef(false)
  const done = now.state === 'merged' || now.state === 'undone'
  useEffect(() => {
    if (!done || told.current) return
    told.current = true
    onDone(now)
  })
  const title = merge.state === 'undoing' || merge.state === 'undone' ? words.undoing : words.merging
  return (
    <Card title={title}>
      <Progress label={title} part={now.total ? now.done / now.total : 0} />
      <p className="muted small" aria-live="polite">
        {now.total !== null && now.total > 0 && (
          <>
            <Count value={Math.min(now.done, now.total)} /> / <Count value={now.total} />
          </>
        )}
      </p>
      <p className="faint small">{words.mayLeave}</p>
      {error && <ProblemText of={error} />}
    </Card>
  )
}
