import { useState } from 'react'
import type { MyDay } from '../../../contract/file.ts'
import { call } from '../../api/client.ts'
import { queries, remember } from '../../api/query.ts'
import { IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Badge } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Link } from '../../ui/link.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { DayText, Name, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { dayQuery } from './day-query.ts'
import { moveWithin } from './move-within.ts'

type Promised = MyDay['promises'][number]

/** What I promised, the overdue first. One key closes a promise, and one press takes that back. */
export function Promises({ promises }: { promises: readonly Promised[] }) {
  const words = useWords('day')
  const { today } = usePlace()
  const close = useClosing()
  const groups = [
    { key: 'overdue', title: words.overdue, list: promises.filter(({ dueOn }) => dueOn < today) },
    { key: 'today', title: words.today, list: promises.filter(({ dueOn }) => dueOn === today) },
    { key: 'later', title: words.later, list: promises.filter(({ dueOn }) => dueOn > today) },
  ].filter(({ list }) => list.length > 0)
  return (
    <Card
      title={
        <>
          {words.promises} {promises.length > 0 && <Badge>{promises.length}</Badge>}
        </>
      }
    >
      {groups.length === 0 && (
        <Empty icon="check-check" action={<Link to="/customers">{words.start}</Link>}>
          {words.noPromises}
        </Empty>
      )}
      {groups.map(({ key, title, list }) => (
        <section key={key} className="day-group">
          <h3 className={key === 'overdue' ? 'bad' : undefined}>{title}</h3>
          <ul className="day-list">
            {list.map((promise) => (
              <OnePromise key={promise.id} promise={promise} late={key === 'overdue'} onClose={close} />
            ))}
          </ul>
        </section>
      ))}
    </Card>
  )
}

type Outcome = 'kept' | 'broken'

function OnePromise({ promise, late, onClose }: { promise: Promised; late: boolean; onClose(promise: Promised, outcome: Outcome): void }) {
  const words = useWords('day')
  const [going, setGoing] = useState(false)
  const close = (outcome: Outcome) => {
    setGoing(true)
    onClose(promise, outcome)
  }
  return (
    <li
      data-going={going || undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        const act = { KeyK: () => close('kept'), KeyB: () => close('broken'), ArrowDown: () => moveWithin(event, 1), ArrowUp: () => moveWithin(event, -1) }[
          event.code
        ]
        if (!act) return
        event.preventDefault()
        act()
      }}
    >
      <div className="grow">
        <Link className="plain day-main" to="/customers/$id" params={{ id: promise.customerId }}>
          <Name>{promise.customerName}</Name>
        </Link>
        <p>
          <Written>{promise.text}</Written>
        </p>
      </div>
      <span className={late ? 'bad small' : 'muted small'}>
        <DayText day={promise.dueOn} style="from-today" />
      </span>
      <IconButton icon="check" label={words.keep} keys="k" onPress={() => close('kept')} />
      <IconButton icon="x" label={words.break} keys="b" onPress={() => close('broken')} />
    </li>
  )
}

/** Closes a promise at once on the screen; what the server refuses comes back with its reason. */
function useClosing() {
  const words = useWords('day')
  const say = useSentence()
  const write = (change: (promises: Promised[]) => Promised[]) => {
    const day = queries.getQueryData(dayQuery.queryKey)
    if (day) remember('GET /my-day', {}, { ...day, promises: change(day.promises) })
  }
  const putBack = (promise: Promised) =>
    write((all) =>
      all.some(({ id }) => id === promise.id) ? all : [...all, promise].sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id)),
    )
  return async (promise: Promised, outcome: Outcome) => {
    const params = { id: promise.customerId, partId: promise.id }
    write((all) => all.filter(({ id }) => id !== promise.id))
    const undo = () => {
      putBack(promise)
      call('DELETE /customers/:id/promises/:partId/outcome', { params }).catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
    }
    try {
      await call('PUT /customers/:id/promises/:partId/outcome', { params, body: { outcome } })
      toast({ text: words[outcome], tone: 'good', undo })
    } catch (error) {
      putBack(promise)
      toast({ text: say(error), tone: 'bad' })
    }
  }
}
