/** One customer's file: who they are, what happened, what is open, and a place to write. Opened by one request. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CustomerFile } from '../../contract/file.ts'
import { comeFrom, fileQuery } from '../api/file.ts'
import { queries } from '../api/query.ts'
import '../features/file/file.css'
import type { Interaction } from '../features/file/entry.tsx'
import { FileHead } from '../features/file/file-head.tsx'
import { Scores, ValueGlance } from '../features/file/glance.tsx'
import { neighbours } from '../features/file/neighbours.ts'
import { OpenPromises, OpenVoices } from '../features/file/open-items.tsx'
import { usePrintNoted } from '../features/file/print-noted.ts'
import { Timeline } from '../features/file/timeline.tsx'
import { TodayStrip } from '../features/file/today-strip.tsx'
import { WaitingFile } from '../features/file/waiting-file.tsx'
import type { Answering } from '../features/interactions/draft.ts'
import { useLive } from '../shell/live.ts'
import { Empty } from '../ui/empty.tsx'
import { useNarrow } from '../ui/grid/density.ts'
import { later } from '../ui/later.tsx'
import { ButtonLink } from '../ui/link.tsx'
import { useTitle } from '../ui/page.tsx'
import { usePainted } from '../ui/painted.ts'
import { ProblemText } from '../ui/problem.tsx'
import { ReadOnly } from '../ui/read-only.tsx'
import { refusalOf } from '../ui/refusal.ts'
import { Tabs } from '../ui/tabs.tsx'
import { loadWords, useWords } from '../words.tsx'
import { useFileActions } from './file-actions.ts'

// What is not in sight at first comes after the file itself.
const Details = later(async () => ({ default: (await import('../features/file/details.tsx')).Details }))
const Recording = later(async () => ({ default: (await import('./recording.tsx')).Recording }))
const OrdersOfFile = later(async () => ({ default: (await import('../features/file/orders-of-file.tsx')).OrdersOfFile }))
const People = later(async () => ({ default: (await import('../features/file/people.tsx')).People }))
const LooksOfFile = later(async () => {
  const [{ LooksOfFile }] = await Promise.all([import('../features/audit/looks-of-file.tsx'), loadWords('audit')])
  return { default: LooksOfFile }
})
const Privacy = later(async () => {
  const [part] = await Promise.all([import('../features/rights/privacy.tsx'), loadWords('rights')])
  return part
})
const MergedLine = later(async () => {
  const [part] = await Promise.all([import('../features/merging/merged-line.tsx'), loadWords('merging')])
  return part
})
const OtherFile = later(async () => {
  const [part] = await Promise.all([import('../features/merging/other-file.tsx'), loadWords('merging')])
  return part
})
const InsightOfFile = later(() => import('../features/insight/insight-of-file.tsx'))
const OrderFields = later(() => import('../features/file/order-fields.tsx'))
const OrderPeek = later(() => import('../features/orders/order-peek.tsx'))

export default function CustomerFilePage() {
  const { id } = useParams({ from: '/inside/customers/$id' })
  const words = useWords('file')
  const { data: file, error } = useQuery(fileQuery(id))
  const navigate = useNavigate()
  useLive([id])
  // The file that was asked for was merged: its address is that of the one it went into.
  const heir = file && file.customer.id !== id ? file.customer.id : undefined
  useEffect(() => {
    if (!heir) return
    void navigate({ to: '/customers/$id', params: { id: heir }, replace: true })
    // Should the two part again, the old address is asked for anew.
    queries.removeQueries({ queryKey: fileQuery(id).queryKey })
  }, [heir, id, navigate])
  if (file && !heir) return <OpenFile key={id} file={file} />
  if (!error) return <WaitingFile />
  if (refusalOf(error).code === 'not-found')
    return (
      <Empty icon="folder" action={<ButtonLink to="/customers">{words.toCustomers}</ButtonLink>}>
        {words.gone}
      </Empty>
    )
  return <ProblemText of={error} />
}

function OpenFile({ file }: { file: CustomerFile }) {
  const { customer, can } = file
  const mayRecord = can.includes('record')
  const { id } = customer
  const words = useWords('file')
  const narrow = useNarrow()
  const navigate = useNavigate()
  const { tab, order } = useSearch({ from: '/inside/customers/$id' })
  const [answering, setAnswering] = useState<Answering>()
  const [privacy, setPrivacy] = useState(false)
  const [merging, setMerging] = useState(false)
  const painted = usePainted()
  const searchRef = useRef<HTMLInputElement>(null)
  useTitle(customer.name)
  usePrintNoted(id)

  const supervises = file.can.includes('supervise')
  const mayEdit = can.includes('edit')
  const { previous, next } = useMemo(() => neighbours(id), [id])
  const step = useCallback(
    (to: string, tab?: string) => {
      comeFrom('neighbour', to)
      void navigate({ to: '/customers/$id', params: { id: to }, search: { tab } })
    },
    [navigate],
  )
  const go = (to: string | undefined) => (to ? () => step(to, tab) : undefined)
  const show = (search: { tab?: string; order?: string }) => navigate({ to: '/customers/$id', params: { id }, search, replace: true })
  const openOrder = (orderId: string) => void show({ tab, order: orderId })

  useFileActions({ previous, next, step, searchRef, mayRecord })

  const last = file.timeline.items.find((entry) => entry.kind === 'interaction' && entry.contact)
  const recording = painted && mayRecord && (
    <Recording
      customer={customer}
      contacts={file.contacts}
      lastContactId={last?.kind === 'interaction' ? last.contact?.id : null}
      answering={answering}
      onAnswering={() => setAnswering(undefined)}
    />
  )
  const glance = painted && (
    <ReadOnly when={!mayRecord}>
      <InsightOfFile
        customerId={id}
        next={
          <>
            <OpenPromises customerId={id} promises={file.promises} />
            <OpenVoices customerId={id} voices={file.voices} />
          </>
        }
      >
        <ValueGlance file={file} />
        <Scores scores={file.scores} />
      </InsightOfFile>
    </ReadOnly>
  )
  const tabs = [
    {
      id: 'timeline',
      label: words.tabs.timeline,
      icon: 'activity' as const,
      content: <Timeline file={file} onOrder={openOrder} onReply={mayRecord ? (entry) => setAnswering(answerTo(entry)) : undefined} searchRef={searchRef} />,
    },
    ...(narrow
      ? [
          { id: 'glance', label: words.tabs.glance, icon: 'gauge' as const, content: <div className="file-scroll">{glance}</div> },
          {
            id: 'details',
            label: words.tabs.details,
            icon: 'id-card' as const,
            content: (
              <div className="file-scroll">
                <Details file={file} />
              </div>
            ),
          },
        ]
      : []),
    {
      id: 'people',
      label: words.tabs.people,
      icon: 'users' as const,
      count: file.contacts.length || undefined,
      content: (
        <div className="file-scroll">
          <ReadOnly when={!can.includes('edit')}>
            <People file={file} />
          </ReadOnly>
        </div>
      ),
    },
    {
      id: 'orders',
      label: words.tabs.orders,
      icon: 'shopping-cart' as const,
      content: (
        <div className="file-scroll">
          <OrdersOfFile customerId={id} onOrder={openOrder} />
        </div>
      ),
    },
    ...(can.includes('supervise')
      ? [
          {
            id: 'looks',
            label: words.tabs.looks,
            icon: 'eye' as const,
            content: (
              <div className="file-scroll">
                <LooksOfFile customerId={id} />
              </div>
            ),
          },
        ]
      : []),
  ]
  const leaveOrder = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && order && !event.defaultPrevented) void show({ tab })
  }
  const selected = tabs.some((each) => each.id === tab) ? tab : 'timeline'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for Esc on its way out
    <div className="file fill" onKeyDown={leaveOrder}>
      <ReadOnly when={!can.includes('edit')}>
        <FileHead
          file={file}
          onPrevious={go(previous)}
          onNext={go(next)}
          {...(supervises && { onPrivacy: () => setPrivacy(true) })}
          {...(mayEdit && { onMerge: () => setMerging(true) })}
        />
      </ReadOnly>
      {file.merged && painted && <MergedLine customerId={id} mayEdit={mayEdit} />}
      <TodayStrip file={file} />
      <div className="file-columns">
        {!narrow && (
          <aside className="file-start" aria-label={words.details} tabIndex={can.includes('edit') ? undefined : 0}>
            {painted && <Details file={file} />}
          </aside>
        )}
        <div className="file-centre">
          <Tabs
            label={words.tabsLabel}
            tabs={tabs}
            selected={selected}
            onSelect={(to) => void show({ tab: to === 'timeline' ? undefined : to })}
            className="file-tabs"
          />
          {mayRecord && <div className="file-recording">{recording}</div>}
        </div>
        {!narrow && (
          <aside className="file-end" aria-label={words.tabs.glance} tabIndex={mayRecord ? undefined : 0}>
            {glance}
          </aside>
        )}
      </div>
      {privacy && <Privacy file={file} onClose={() => setPrivacy(false)} onErased={() => void navigate({ to: '/customers' })} />}
      {merging && (
        <OtherFile
          customerId={id}
          onClose={() => setMerging(false)}
          onChosen={(otherId) => void navigate({ to: '/customers/$id/merge/$otherId', params: { id, otherId } })}
        />
      )}
      {order && <OrderPeek customerId={id} orderId={order} onClose={() => void show({ tab })} own={(shown) => <OrderFields order={shown} />} />}
    </div>
  )
}

/** The conversation goes on in its channel, and now the other side speaks. */
const answerTo = ({ conversationId, channel, direction, contact, subject, asked, preview }: Interaction): Answering => ({
  conversation: { id: conversationId, about: (subject || asked || preview).slice(0, 120) },
  kind: channel === 'order' ? 'phone' : channel,
  direction: direction === 'out' ? 'in' : 'out',
  contactId: contact?.id ?? null,
  subject,
})
