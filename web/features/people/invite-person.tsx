import { useState } from 'react'
import type { Team } from '../../../contract/people.ts'
import { call } from '../../api/client.ts'
import { refresh } from '../../api/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useLanguage, useWords } from '../../words.tsx'
import { AccessLink } from './access-link.tsx'
import { type PersonDraft, PersonFields } from './person-fields.tsx'

/** Who shall join; the answer is a link to hand over. */
export default function InvitePerson({ teams, onClose }: { teams: readonly Team[]; onClose: () => void }) {
  const words = useWords('settings')
  const people = useWords('people')
  const language = useLanguage()
  const [draft, setDraft] = useState<PersonDraft>({ name: '', role: 'rep', formOfAddress: 'x', language, teamIds: teams.length === 1 ? [teams[0]!.id] : [] })
  const [made, setMade] = useState<{ link: string; expiresAt: string }>()
  return (
    <Dialog title={words.inviteTitle} onClose={onClose}>
      {made ? (
        <AccessLink name={draft.name} {...made} />
      ) : (
        <Form
          save={words.inviteMake}
          onCancel={onClose}
          onSave={async ({ email = '' }) => {
            setMade(await call('POST /users', { body: { ...draft, email } }))
            await refresh('GET /users', 'GET /teams')
          }}
        >
          <div className="form-fields">
            <TextField className="whole" name="email" label={people.email} type="email" ltr isRequired autoFocus inputMode="email" autoComplete="off" />
            <PersonFields draft={draft} onChange={setDraft} teams={teams} />
          </div>
        </Form>
      )}
    </Dialog>
  )
}
