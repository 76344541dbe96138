/** How far each role sees, and what is kept from it. Each choice holds at once. */
import type { GuardedField, RoleAccess, Scope } from '../../../contract/access.ts'
import { call } from '../../api/client.ts'
import { refresh, remember } from '../../api/query.ts'
import { CheckboxGroup } from '../../ui/choice.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { Select } from '../../ui/select.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

type Settable = Exclude<RoleAccess['role'], 'administrator' | 'consultant'>

export function RoleAccessRow({ access }: { access: RoleAccess }) {
  const words = useWords('audit')
  const { roles } = useWords('people')
  const { role } = access
  if (role === 'administrator' || role === 'consultant')
    return (
      <div className="role-access">
        <strong>{roles[role]}</strong>
        <p className="muted">{role === 'administrator' ? words.fixedAdministrator : words.fixedConsultant}</p>
      </div>
    )
  return (
    <fieldset className="role-access" aria-label={roles[role]}>
      <strong>{roles[role]}</strong>
      <Choices access={{ ...access, role }} />
    </fieldset>
  )
}

function Choices({ access: { role, scope, hidden } }: { access: RoleAccess & { role: Settable } }) {
  const words = useWords('audit')
  const sentence = useSentence()
  const fields = Object.keys(words.fields) as GuardedField[]
  const save = async (body: Omit<RoleAccess, 'role'>) => {
    try {
      remember('GET /access', {}, await call('PUT /access/:role', { params: { role }, body }))
      void refresh('GET /session')
      toast({ text: words.accessSaved, tone: 'good' })
    } catch (error) {
      toast({ text: sentence(error), tone: 'bad' })
    }
  }
  return (
    <>
      <Select
        label={words.scope}
        value={scope}
        options={(['own', 'team', 'all'] as const satisfies Scope[]).map((id) => ({ id, label: words.scopes[id] }))}
        onChange={(chosen) => {
          if (chosen !== scope) void save({ scope: chosen, hidden })
        }}
      />
      <CheckboxGroup
        label={words.hiddenFields}
        value={hidden}
        options={fields.map((id) => ({ id, label: words.fields[id] }))}
        onChange={(chosen) => void save({ scope, hidden: fields.filter((field) => chosen.includes(field)) })}
      />
    </>
  )
}
