/** One import on its way: mapping, check, work, result. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportDetail, LookAlikeWish } from '../../contract/exchange.ts'
import { call } from '../api/client.ts'
import { ask, refresh, remember } from '../api/query.ts'
import '../features/exchange/exchange.css'
import { StateChip } from '../features/exchange/import-list.tsx'
import { type Choice, Mapping } from '../features/exchange/mapping.tsx'
import { Outcome } from '../features/exchange/outcome.tsx'
import { useReason } from '../features/exchange/reason.ts'
import { Report, type RowWishes } from '../features/exchange/report.tsx'
import { Running } from '../features/exchange/running.tsx'
import { Steps } from '../features/exchange/steps.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

const running = (state: ImportDetail['state'] | undefined) => state === 'checking' || state === 'importing' || state === 'undoing'

export default function ImportFilePage() {
  const { id } = useParams({ from: '/inside/import/$id' })
  const { data, error } = useQuery({
    ...ask('GET /imports/:id', { params: { id } }),
    staleTime: 0,
    refetchInterval: ({ state }) => (running(state.data?.state) ? 600 : false),
  })
  if (error) throw error
  return data ? <ImportFile of={data} /> : <Skeleton lines={6} />
}

function ImportFile({ of }: { of: ImportDetail }) {
  const words = useWords('exchange')
  const reason = useReason()
  const navigate = useNavigate()
  const [fault, setFault] = useState<unknown>()
  const [remapping, setRemapping] = useState(false)
  const params = { id: of.id }
  /** Takes over the import as the server answered it. */
  const now = (next: ImportDetail) => {
    setFault(undefined)
    setRemapping(false)
    remember('GET /imports/:id', { params }, next)
    refresh('GET /imports', 'GET /imports/:id', 'GET /customers', 'GET /orders', 'GET /products', 'GET /my-day')
  }
  const act = (work: () => Promise<ImportDetail>) => () => work().then(now, setFault)
  const check = async ({ kind, mapping }: Choice) => now(await call('POST /imports/:id/dry-run', { params, body: { kind, mapping } }))
  const forget = () => call('DELETE /imports/:id', { params }).then(() => navigate({ to: '/import' }), setFault)
  const [rows, setRows] = useState<Record<string, LookAlikeWish>>({})
  const wishes: RowWishes = {
    of: (row, verdict) => rows[row] ?? of.mapping?.lookAlikeRows?.[row] ?? (verdict === 'surely' ? of.mapping?.lookAlikes : undefined) ?? 'create',
    set: (row, wish) => setRows({ ...rows, [row]: wish }),
  }
  const written = of.result !== null
  const mapping = of.state === 'ready' || remapping || (of.state === 'failed' && !written)

  return (
    <Page
      title={of.name}
      note={<StateChip state={of.state} />}
      className="import-page"
      actions={
        !written && !running(of.state) ? (
          <Button look="quiet" icon="trash-2" onPress={forget}>
            {words.forget}
          </Button>
        ) : undefined
      }
    >
      <Steps state={remapping ? 'ready' : of.state} />
      {fault !== undefined && <Notice tone="bad">{reason(fault)}</Notice>}
      {mapping && of.problem && <Problem of={of} />}
      {mapping && <Mapping of={of} onCheck={check} />}
      {running(of.state) && <Running of={of} onStop={of.state === 'undoing' ? undefined : act(() => call('DELETE /imports/:id/run', { params }))} />}
      {of.state === 'checked' && of.forecast && !remapping && (
        <>
          <Card title={words.checkedTitle}>
            <Notice tone="good">{words.nothingYet}</Notice>
            <Report report={of.forecast} kind={of.kind} planned wishes={wishes} />
          </Card>
          <div className="row wrap">
            <Button look="filled" icon="file-up" onPress={act(() => call('POST /imports/:id/run', { params, body: wished(of, rows) }))}>
              {words.importNow}
            </Button>
            <Button onPress={() => setRemapping(true)}>{words.backToMapping}</Button>
          </div>
        </>
      )}
      {!mapping && !running(of.state) && of.state !== 'checked' && (
        <Outcome
          of={of}
          onUndo={act(() => call('POST /imports/:id/undo', { params }))}
          onGoOn={act(() => call('POST /imports/:id/run', { params, body: {} }))}
        />
      )}
    </Page>
  )
}

/** The mapping with what was decided for single rows; nothing where nothing was. */
const wished = ({ mapping }: ImportDetail, rows: Record<string, LookAlikeWish>) =>
  mapping && Object.keys(rows).length > 0 ? { mapping: { ...mapping, lookAlikeRows: { ...mapping.lookAlikeRows, ...rows } } } : {}

function Problem({ of }: { of: ImportDetail }) {
  const reason = useReason()
  return <Notice tone="bad">{reason(Object.assign(new Error('refused'), { body: of.problem }))}</Notice>
}
