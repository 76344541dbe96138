/** Asking for a run, how far the one under way has come, and stopping it. Its end brings the new list. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { InsightRun } from '../../../contract/insight.ts'
import { call } from '../../api/client.ts'
import { ask, queries, refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { Count } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

const lookEvery = 1_000
const underWay = (run: InsightRun | undefined) => run?.state === 'waiting' || run?.state === 'running'

export function RunProgress() {
  const words = useWords('insight')
  const say = useSentence()
  const { data } = useQuery({ ...ask('GET /insight/runs'), refetchInterval: ({ state }) => (underWay(state.data?.[0]) ? lookEvery : false) })
  const latest = data?.[0]
  const going = underWay(latest)
  const before = useRef(going)
  useEffect(() => {
    if (before.current && !going) {
      if (latest?.state === 'done') toast({ text: words.computed, tone: 'good' })
      if (latest?.state === 'failed') toast({ text: words.failed, tone: 'bad' })
      void queries.invalidateQueries({ predicate: ({ queryKey }) => /^GET \/insight\/(?!runs)/.test(String(queryKey[0])) })
    }
    before.current = going
  }, [going, latest?.state, words])
  const tell = (doing: Promise<unknown>) =>
    doing.then(
      () => refresh('GET /insight/runs'),
      (error) => toast({ text: say(error), tone: 'bad' }),
    )
  if (!latest || !going)
    return (
      <Button look="soft" icon="refresh-cw" onPress={() => void tell(call('POST /insight/runs'))}>
        {words.computeNow}
      </Button>
    )
  return (
    <span className="row run-progress">
      <span role="status" className="small">
        {latest.progress ? words.stages[latest.progress.stage] : words.waiting}
      </span>
      {(latest.progress?.done ?? 0) > 0 && (
        <span className="small muted">
          <Count value={latest.progress!.done} />
        </span>
      )}
      <Button small look="quiet" icon="x" onPress={() => void tell(call('DELETE /insight/runs/:id', { params: { id: latest.id } }))}>
        {words.stop}
      </Button>
    </span>
  )
}
