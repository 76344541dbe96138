/** The watch list: whom to see to first. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Watched } from '../../contract/insight.ts'
import { guardedKinds, type SignalKind, signalKinds } from '../../contract/signals.ts'
import { call } from '../api/client.ts'
import { usePages } from '../api/pages.ts'
import { useIsAdministrator, useIsHidden, useSession } from '../api/session.ts'
import '../features/insight/insight.css'
import { useWatchColumns, WatchCard } from '../features/insight/watch-list.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { PagedGrid } from '../ui/grid/paged-grid.tsx'
import { ListPage } from '../ui/list-page.tsx'
import { Select } from '../ui/select.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'

const card = (row: Watched) => <WatchCard row={row} />

export default function WatchPage() {
  const words = useWords('insight')
  const asked = useSearch({ from: '/inside/watch' })
  const navigate = useNavigate()
  const { user } = useSession()
  const isHidden = useIsHidden()
  const isAdministrator = useIsAdministrator()
  const change = (part: Partial<typeof asked>) => navigate({ to: '/watch', search: { ...asked, ...part }, replace: true })
  const mine = asked.mine === 'true'
  const pages = usePages<Watched>('GET /insight/watch', { sort: asked.sort, signal: asked.signal, segment: asked.segment, ownerId: mine ? user.id : undefined })
  const columns = useWatchColumns()
  const noAmounts = isHidden('amounts')
  const kinds = signalKinds.filter((kind: SignalKind) => {
    const field = guardedKinds[kind]
    return field === undefined || !isHidden(field)
  })
  const compute = async () => {
    await call('POST /insight/runs')
    toast({ text: words.computing, tone: 'good' })
  }
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
        value={mine ? 'mine' : 'any'}
        onChange={(whose) => change({ mine: whose === 'mine' ? 'true' : undefined })}
        options={[
          { id: 'any', label: words.anySign },
          { id: 'mine', label: words.mine },
        ]}
      />
      {!noAmounts && (
        <Select
          bare
          label={words.sort}
          value={asked.sort ?? 'loss'}
          onChange={(sort) => change({ sort: sort === 'loss' ? undefined : sort })}
          options={[
            { id: 'loss', label: words.byLoss },
            { id: 'leaving', label: words.byLeaving },
          ]}
        />
      )}
      {isAdministrator && (
        <Button look="soft" icon="refresh-cw" onPress={() => void compute()}>
          {words.computeNow}
        </Button>
      )}
    </>
  )
  return (
    <ListPage title={words.title} tools={tools} onClosePeek={() => {}}>
      <PagedGrid
        label={words.title}
        pages={pages}
        columns={columns}
        card={card}
        empty={<Empty icon="gauge">{asked.signal || mine ? words.noneWith : words.none}</Empty>}
        onOpen={({ id }) => navigate({ to: '/customers/$id', params: { id } })}
      />
    </ListPage>
  )
}
