import { useState } from 'react'
import { type Role, roles } from '../../../contract/endpoint.ts'
import type { SignInPolicy } from '../../../contract/sign-in.ts'
import { call } from '../../api/client.ts'
import { refresh, remember } from '../../api/query.ts'
import { CheckboxGroup } from '../../ui/choice.tsx'
import { Form } from '../../ui/form.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

/** The roles whose people must have a second factor. */
export function SecondFactorRoles({ policy }: { policy: SignInPolicy }) {
  const words = useWords('security')
  const people = useWords('people')
  const [chosen, setChosen] = useState<Role[]>(policy.secondFactorRoles)
  return (
    <Form
      onSave={async () => {
        remember('GET /sign-in-policy', {}, await call('PATCH /sign-in-policy', { body: { secondFactorRoles: chosen } }))
        await refresh('GET /session')
        toast({ text: words.policySaved, tone: 'good' })
      }}
    >
      <p className="muted small">{words.policyText}</p>
      <CheckboxGroup
        bare
        orientation="horizontal"
        label={words.policy}
        value={chosen}
        onChange={(ids) => setChosen(roles.filter((role) => ids.includes(role)))}
        options={roles.map((id) => ({ id, label: people.roles[id] }))}
      />
    </Form>
  )
}
