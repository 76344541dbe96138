/** Unusual reading, to be looked into by an administrator. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LookAlert, LookRule } from '../../../contract/audit.ts'
import { call } from '../../api/client.ts'
import { ask, remember } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Form } from '../../ui/form.tsx'
import { later } from '../../ui/later.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

const LooksOfPerson = later(() => import('./looks-of-person.tsx'))

const alertsQuery = { ...ask('GET /audit/look-alerts'), staleTime: 30_000, refetchInterval: 60_000 }

function AlertList({ alerts }: { alerts: readonly LookAlert[] }) {
  const words = useWords('audit')
  const sentence = useSentence()
  const [seeing, setSeeing] = useState<LookAlert['person']>()
  const settle = (id: string) =>
    call('PUT /audit/look-alerts/:id/settlement', { params: { id } }).then(
      (left) => remember('GET /audit/look-alerts', {}, left),
      (error) => toast({ text: sentence(error), tone: 'bad' }),
    )
  return (
    <>
      <ul className="column">
        {alerts.map((alert) => (
          <li key={alert.id} className="row wrap">
            <span className={alert.settledAt ? 'grow muted' : 'grow'}>{words.alert(`⁨${alert.person.name}⁩`, alert.files, alert.usual)}</span>
            <span className="faint small">
              <When at={alert.raisedAt} />
            </span>
            <Button small look="quiet" icon="eye" onPress={() => setSeeing(alert.person)}>
              {words.seeLooks}
            </Button>
            {alert.settledAt ? (
              <Chip tone="good">{words.settled}</Chip>
            ) : (
              <Button small look="soft" icon="check" onPress={() => void settle(alert.id)}>
                {words.settle}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {seeing && <LooksOfPerson user={seeing} onClose={() => setSeeing(undefined)} />}
    </>
  )
}

/** On the first page of the day: only what stands. */
export function StandingAlerts() {
  const words = useWords('audit')
  const standing = useQuery(alertsQuery).data?.filter(({ settledAt }) => !settledAt) ?? []
  if (standing.length === 0) return null
  return (
    <Card title={words.alerts}>
      <AlertList alerts={standing} />
    </Card>
  )
}

/** In the settings: all of the last weeks, and the rule. */
export function Alerts() {
  const words = useWords('audit')
  const { data: alerts = [] } = useQuery(alertsQuery)
  const { data: rule } = useQuery(ask('GET /audit/look-rule'))
  return (
    <Card title={words.alerts}>
      <div className="column">
        {alerts.length === 0 ? <p className="muted">{words.noAlerts}</p> : <AlertList alerts={alerts} />}
        {rule && <Rule key={`${rule.atLeast} ${rule.times}`} rule={rule} />}
      </div>
    </Card>
  )
}

function Rule({ rule }: { rule: LookRule }) {
  const words = useWords('audit')
  const [draft, setDraft] = useState(rule)
  return (
    <Form
      label={words.rule}
      onSave={async () => {
        remember('GET /audit/look-rule', {}, await call('PUT /audit/look-rule', { body: draft }))
        toast({ text: words.ruleSaved, tone: 'good' })
      }}
    >
      <p className="muted small">{words.ruleHint}</p>
      <div className="form-fields">
        <NumberField label={words.atLeast} minValue={5} maxValue={100_000} value={draft.atLeast} onChange={(atLeast) => setDraft({ ...draft, atLeast })} />
        <NumberField label={words.times} minValue={2} maxValue={100} value={draft.times} onChange={(times) => setDraft({ ...draft, times })} />
      </div>
    </Form>
  )
}
