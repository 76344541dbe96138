import { useState } from 'react'
import type { SignInPolicy } from '../../../contract/sign-in.ts'
import { call } from '../../api/client.ts'
import { remember } from '../../api/query.ts'
import { Form } from '../../ui/form.tsx'
import { Select } from '../../ui/select.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

/** An hour, half a shift, a shift, a day, a weekend, a week. */
const usual = [1, 4, 9, 24, 72, 168]
const never = 'never'

/** After how long without use a session ends by itself. */
export function IdleSessions({ policy: { idleHours } }: { policy: SignInPolicy }) {
  const words = useWords('security')
  const [chosen, setChosen] = useState(String(idleHours ?? never))
  const hours = [...new Set([...usual, ...(idleHours ? [idleHours] : [])])].sort((a, b) => a - b)
  return (
    <Form
      onSave={async () => {
        const policy = await call('PATCH /sign-in-policy', { body: { idleHours: chosen === never ? null : Number(chosen) } })
        remember('GET /sign-in-policy', {}, policy)
        toast({ text: words.policySaved, tone: 'good' })
      }}
    >
      <p className="muted small">{words.idleText}</p>
      <Select
        label={words.idleAfter}
        value={chosen}
        onChange={setChosen}
        options={[...hours.map((count) => ({ id: String(count), label: words.idleHours(count) })), { id: never, label: words.idleNever }]}
      />
    </Form>
  )
}
