import { useState } from 'react'
import type { BackupPlan } from '../../../contract/backup.ts'
import { call } from '../../api/client.ts'
import { remember } from '../../api/query.ts'
import { Form } from '../../ui/form.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

const hours = Array.from({ length: 24 }, (_, hour) => ({ id: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))
const often = ['six-hours', 'day', 'week', 'never'] as const
const drills = ['day', 'week', 'month', 'never'] as const

/** Where backups go, how often, how many are kept, and how often a restore is tried. */
export function BackupPlanForm({ plan, usualPlace }: { plan: BackupPlan; usualPlace: string }) {
  const words = useWords('backup')
  const [draft, setDraft] = useState(plan)
  const change = (part: Partial<BackupPlan>) => setDraft({ ...draft, ...part })
  return (
    <Form
      onSave={async () => {
        const saved = await call('PATCH /backups/plan', { body: { ...draft, place: draft.place?.trim() || null } })
        remember('GET /backups', {}, saved)
        setDraft(saved.plan)
        toast({ text: words.saved, tone: 'good' })
      }}
    >
      <div className="form-fields">
        <TextField
          ltr
          className="whole"
          name="place"
          label={words.place}
          hint={words.placeHint}
          placeholder={usualPlace}
          value={draft.place ?? ''}
          onChange={(place) => change({ place })}
        />
        <Select
          name="every"
          label={words.every}
          value={draft.every}
          onChange={(every) => change({ every })}
          options={often.map((id) => ({ id, label: words.everyChoice[id] }))}
        />
        <Select name="hour" label={words.hour} value={String(draft.hour)} onChange={(hour) => change({ hour: Number(hour) })} options={hours} />
        <NumberField name="kept" label={words.kept} minValue={1} maxValue={400} value={draft.kept} onChange={(kept) => change({ kept })} />
        <Select
          name="drill"
          label={words.drill}
          hint={words.drillHint}
          value={draft.drill}
          onChange={(drill) => change({ drill })}
          options={drills.map((id) => ({ id, label: words.drillChoice[id] }))}
        />
      </div>
    </Form>
  )
}
