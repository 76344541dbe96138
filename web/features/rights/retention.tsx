import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Retention, RetentionKind } from '../../../contract/rights.ts'
import { call } from '../../api/client.ts'
import { ask, remember } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** How long each kind is kept; a rule is changed with what it would remove in sight. */
export function RetentionRules({ rules }: { rules: Retention['rules'] }) {
  const words = useWords('rights')
  const [open, setOpen] = useState<Retention['rules'][number]>()
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th>{words.what}</th>
            <th>{words.kept}</th>
            <th>
              <span className="hidden-text">{words.change}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.kind}>
              <td>{words.kind[rule.kind]}</td>
              <td>{rule.days === null ? words.forGood : words.days(rule.days)}</td>
              <td>
                <Button small look="quiet" aria-label={`${words.change}: ${words.kind[rule.kind]}`} onPress={() => setOpen(rule)}>
                  {words.change}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open && <ChangeRule kind={open.kind} days={open.days} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function ChangeRule({ kind, days, onClose }: { kind: RetentionKind; days: number | null; onClose: () => void }) {
  const words = useWords('rights')
  const [chosen, setChosen] = useState(days ?? Number.NaN)
  const some = !Number.isNaN(chosen)
  const { data } = useQuery({ ...ask('GET /retention/:kind/preview', { params: { kind }, query: { days: chosen } }), enabled: some, staleTime: 0 })
  return (
    <Dialog title={words.kind[kind]} onClose={onClose} size="small">
      <Form
        onCancel={onClose}
        onSave={async () => {
          remember('GET /retention', {}, await call('PUT /retention/:kind', { params: { kind }, body: { days: some ? chosen : null } }))
          toast({ text: words.ruleSaved, tone: 'good' })
          onClose()
        }}
      >
        <NumberField
          name="days"
          label={words.daysLabel}
          hint={words.daysHint}
          minValue={kind === 'erased-sales' ? 0 : 1}
          maxValue={36_500}
          value={chosen}
          onChange={setChosen}
          autoFocus
        />
        <p className="muted small" aria-live="polite">
          {some && data ? words.wouldRemove(data.removes) : ''}
        </p>
      </Form>
    </Dialog>
  )
}

/** What the last nights removed. */
export function RetentionRuns({ runs }: { runs: Retention['runs'] }) {
  const words = useWords('rights')
  const some = runs.filter(({ removed }) => Object.keys(removed).length > 0)
  if (some.length === 0) return <p className="muted small">{words.nothingRemoved}</p>
  return (
    <dl className="facts">
      {some.map(({ ranAt, removed }) => (
        <div key={ranAt} className="row wrap">
          <dt>
            <When at={ranAt} style="moment" />
          </dt>
          {Object.entries(removed).map(([kind, count]) => (
            <dd key={kind}>
              {words.kind[kind as RetentionKind]}: <bdi>{count}</bdi>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
