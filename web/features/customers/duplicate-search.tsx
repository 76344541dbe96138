import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../../api/client.ts'
import { ask, refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { percentText } from '../../ui/formats.ts'
import { Notice } from '../../ui/notice.tsx'
import { useLocale } from '../../ui/place.tsx'
import { When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

const askEvery = 1_000
const runsQuery = ask('GET /duplicates/runs')

/** The searches of the whole base; asked again while one is under way. */
export function useDuplicateRuns() {
  const { data = [], isPending } = useQuery({
    ...runsQuery,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.[0] && underWay(state.data[0].state) ? askEvery : false),
  })
  const [latest] = data
  const active = latest !== undefined && underWay(latest.state)
  const was = useRef(active)
  useEffect(() => {
    if (was.current && !active) void refresh('GET /duplicates')
    was.current = active
  }, [active])
  return { latest, active, searched: isPending || data.some(({ state }) => state === 'done') }
}

const underWay = (state: string) => state === 'waiting' || state === 'running'

/** Starts a search of the whole base. */
export function SearchButton({ active }: { active: boolean }) {
  const words = useWords('duplicates')
  const start = async () => {
    await call('POST /duplicates/runs')
    await refresh('GET /duplicates/runs')
  }
  return (
    <Button look="soft" icon="refresh-cw" isDisabled={active} onPress={() => void start()}>
      {words.searchNow}
    </Button>
  )
}

/** How far a search came, how long it will take, and a way to stop it; else when the last one was. */
export function SearchProgress({ of: { latest, active } }: { of: ReturnType<typeof useDuplicateRuns> }) {
  const words = useWords('duplicates')
  const locale = useLocale()
  if (!latest) return null
  if (latest.state === 'failed') return <Notice tone="bad">{words.failed}</Notice>
  if (!active) return latest.finishedAt ? <SearchedAt at={latest.finishedAt} /> : null
  const { progress } = latest
  const stop = async () => {
    await call('DELETE /duplicates/runs/:id', { params: { id: latest.id } }).catch(() => {}) // it may have ended by itself
    await refresh('GET /duplicates/runs')
  }
  return (
    <Notice
      action={
        <Button small onPress={() => void stop()}>
          {words.stop}
        </Button>
      }
    >
      <span role="status">
        {progress ? words.stage[progress.stage] : words.waiting}{' '}
        {progress && progress.total > 0 && <bdi className="number">{percentText(locale, progress.done / progress.total)}</bdi>}{' '}
        {progress?.secondsLeft != null && words.left(progress.secondsLeft)} <span className="muted">{words.mayLeave}</span>
      </span>
    </Notice>
  )
}

function SearchedAt({ at }: { at: string }) {
  const words = useWords('duplicates')
  return (
    <p className="muted small">
      {words.lastSearch} <When at={at} />
    </p>
  )
}
