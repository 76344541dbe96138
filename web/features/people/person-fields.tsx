import { type Role, roles } from '../../../contract/endpoint.ts'
import type { Team } from '../../../contract/people.ts'
import { CheckboxGroup } from '../../ui/choice.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import { SpeakingFields } from './speaking-fields.tsx'

export type PersonDraft = { name: string; role: Role; formOfAddress: 'f' | 'm' | 'x'; language: 'he' | 'en'; teamIds: string[] }

/** What an administrator says about a person. */
export function PersonFields({ draft, onChange, teams }: { draft: PersonDraft; onChange: (draft: PersonDraft) => void; teams: readonly Team[] }) {
  const words = useWords('people')
  const change = (part: Partial<PersonDraft>) => onChange({ ...draft, ...part })
  return (
    <>
      <TextField name="name" label={words.fullName} value={draft.name} onChange={(name) => change({ name })} isRequired />
      <Select
        name="role"
        label={words.role}
        value={draft.role}
        onChange={(role) => change({ role })}
        options={roles.map((id) => ({ id, label: words.roles[id] }))}
      />
      <SpeakingFields formOfAddress={draft.formOfAddress} language={draft.language} onChange={change} />
      <CheckboxGroup
        className="whole"
        label={words.teams}
        value={draft.teamIds}
        onChange={(teamIds) => change({ teamIds })}
        options={teams.map(({ id, name }) => ({ id, label: name }))}
      />
    </>
  )
}
