import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../api/client.ts'
import { ask, queries, refresh, remember } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Progress } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { listKey } from './list-queries.ts'

/** Loads the demo company, and shows the list as it fills. */
export function LoadDemo() {
  const words = useWords('customers')
  const { data: demo } = useQuery({
    ...ask('GET /demo'),
    refetchInterval: ({ state: { data } }) => (data?.state === 'waiting' || data?.state === 'loading' ? 700 : false),
  })
  const start = useMutation({ mutationFn: () => call('POST /demo'), onSuccess: (reply) => remember('GET /demo', {}, reply) })
  const state = demo?.state
  useEffect(() => {
    if (state !== 'done') return
    void queries.resetQueries({ queryKey: listKey })
    void refresh('GET /customers/count', 'GET /teams', 'GET /users', 'GET /tags')
  }, [state])
  if (start.error) return <ProblemText of={start.error} />
  if (demo && (state === 'waiting' || state === 'loading' || state === 'done'))
    return <Progress label={words.demoRunning} part={demo.customers === 0 ? 0 : demo.loaded / demo.customers} />
  return (
    <Button icon="store" isPending={start.isPending} onPress={() => start.mutate()}>
      {words.loadDemo}
    </Button>
  )
}
