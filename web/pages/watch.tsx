/** The watch list: whom to see to first. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Watched } from '../../contract/insight.ts'
import { guardedKinds, type SignalKind, signalKinds } from '../../contract/signals.ts'
import { usePages } from '../api/pages.ts'
import { ask } from '../api/query.ts'
import { useIsAdministrator, useIsHidden, useMay, useSession } from '../api/session.ts'
import '../features/insight/insight.css'
import { RunProgress } from '../features/insight/run-progress.tsx'
import { SegmentChoice } from '../features/insight/segment-choice.tsx'
import { WatchBulk } from '../features/insight/watch-bulk.tsx'
import { useWatchColumns, WatchCard } from '../features/insight/watch-list.tsx'
import { Empty } from '../ui/empty.tsx'
import { PagedGrid } from '../ui/grid/paged-grid.tsx'
import type { Rows } from '../ui/grid/rows.ts'
import { isNothing, nothing, type Selection } from '../ui/grid/selection.ts'
import { ListPage } from '../ui/list-page.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'

const any = 'any'
const card = (row: Watched) => <WatchCard row={row} />

export default function WatchPage() {
  const words = useWords('insight')
  const asked = useSearch({ from: '/inside/watch' })
  const navigate = useNavigate()
  const { user } = useSession()
  const isHidden = useIsHidden()
  const isAdministrator = useIsAdministrator()
  const [selection, setSelection] = useState<Selection>(nothing)
  const change = (part: Partial<typeof asked>) => {
    setSelection(nothing)
    void navigate({ to: '/watch', search: { ...asked, ...part }, replace: true })
  }
  const mine = asked.mine === 'true'
  const { signal, segment, teamId } = asked
  const ownerId = mine ? user.id : asked.ownerId
  const pages = usePages<Watched>('GET /insight/watch', { sort: asked.sort, signal, segment, teamId, ownerId })
  const users = useQuery(ask('GET /users')).data ?? []
  const teams = useQuery(ask('GET /teams')).data ?? []
  const mayAssign = [useMay('edit'), useMay('assign')].every(Boolean)
  // Of a list that is ordered by danger, all are those that are in sight.
  const choose = (next: Selection) => setSelection(next.all ? { all: false, ids: new Set(loaded(pages.rows).filter((id) => !next.ids.has(id))) } : next)
  const columns = useWatchColumns(asked.sort === 'rose' || asked.sort === 'fell')
  const noAmounts = isHidden('amounts')
  const kinds = signalKinds.filter((kind: SignalKind) => {
    const field = guardedKinds[kind]
    return field === undefined || !isHidden(field)
  })
  const tools = (
    <>
      <Select
        bare
        label={words.sign}
        value={asked.signal ?? 'any'}
        onChange={(signal) => change({ signal: signal === 'any' ? undefined : signal })}
        options={[{ id: 'any', label: words.anySign }, ...kinds.map((kind) => ({ id: kind, label: words.kind[kind] }))]}
      />
      <Select
        bare
        label={words.owner}
        value={mine ? 'mine' : (asked.ownerId ?? any)}
        onChange={(whose) => change({ mine: whose === 'mine' ? 'true' : undefined, ownerId: whose === 'mine' || whose === any ? undefined : whose })}
        options={[{ id: any, label: words.anyOwner }, { id: 'mine', label: words.mine }, ...users.map(({ id, name }) => ({ id, label: name }))]}
      />
      <Select
        bare
        label={words.team}
        value={teamId ?? any}
        onChange={(team) => change({ teamId: team === any ? undefined : team })}
        options={[{ id: any, label: words.anyTeam }, ...teams.map(({ id, name }) => ({ id, label: name }))]}
      />
      <SegmentChoice segment={segment} onSegment={(segment) => change({ segment })} />
      {!noAmounts && (
        <Select
          bare
          label={words.sort}
          value={asked.sort ?? 'loss'}
          onChange={(sort) => change({ sort: sort === 'loss' ? undefined : sort })}
          options={[
            { id: 'loss', label: words.byLoss },
            { id: 'leaving', label: words.byLeaving },
            { id: 'rose', label: words.byRise },
            { id: 'fell', label: words.byFall },
          ]}
        />
      )}
      {isAdministrator && <RunProgress />}
    </>
  )
  return (
    <ListPage title={words.title} tools={tools} onClosePeek={() => {}}>
      {!isNothing(selection) && <WatchBulk ids={[...selection.ids]} me={user} onDone={() => setSelection(nothing)} />}
      <PagedGrid
        label={words.title}
        pages={pages}
        columns={columns}
        card={card}
        selection={mayAssign ? selection : undefined}
        onSelect={mayAssign ? choose : undefined}
        empty={<Empty icon="gauge">{signal || segment || teamId || ownerId ? words.noneWith : words.none}</Empty>}
        onOpen={({ id }) => navigate({ to: '/customers/$id', params: { id } })}
      />
    </ListPage>
  )
}

function loaded(rows: Rows<Watched>): string[] {
  return Array.from({ length: rows.count }, (_, place) => rows.at(place)?.id).filter((id) => id !== undefined)
}
