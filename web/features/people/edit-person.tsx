import { useState } from 'react'
import type { Team, User } from '../../../contract/people.ts'
import { call, Refused } from '../../api/client.ts'
import { refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import { AccessLink } from './access-link.tsx'
import { type PersonDraft, PersonFields } from './person-fields.tsx'

/** A person's role, teams and way in. */
export default function EditPerson({ user, teams, onClose }: { user: User; teams: readonly Team[]; onClose: () => void }) {
  const words = useWords('settings')
  const [draft, setDraft] = useState<PersonDraft>({
    name: user.name,
    role: user.role,
    formOfAddress: user.formOfAddress,
    language: user.language,
    teamIds: user.teams.map(({ id }) => id),
  })
  const [made, setMade] = useState<{ link: string; expiresAt: string }>()
  const [refused, setRefused] = useState<unknown>()
  const sentence = useSentence()
  const save = async (body: Partial<PersonDraft> & { active?: boolean }) => {
    await call('PATCH /users/:id', { params: { id: user.id }, body })
    await refresh('GET /users', 'GET /teams', 'GET /session')
  }
  const access = (active: boolean) =>
    save({ active }).then(() => {
      onClose()
      if (!active) toast({ text: words.deactivated(user.name), undo: () => void save({ active: true }) })
    }, setRefused)
  const renew = () => call('POST /users/:id/access-link', { params: { id: user.id } }).then(setMade, setRefused)
  const reset = async () => {
    try {
      await call('DELETE /users/:id/factors', { params: { id: user.id } })
      await refresh('GET /users')
      onClose()
      toast({ text: words.factorsReset(user.name) })
    } catch (error) {
      setRefused(error)
    }
  }
  const lastOne = refused instanceof Refused && refused.body.code === 'still-in-use'
  return (
    <Dialog title={words.editPerson(user.name)} onClose={onClose}>
      {made ? (
        <AccessLink name={user.name} {...made} />
      ) : (
        <div className="column">
          {refused !== undefined && <Notice tone="bad">{lastOne ? words.lastAdministrator : sentence(refused)}</Notice>}
          <Form
            onCancel={onClose}
            onSave={async () => {
              await save(draft)
              onClose()
            }}
            aside={
              <div className="row grow wrap">
                {user.deactivatedAt ? (
                  <Button small icon="user-check" onPress={() => access(true)}>
                    {words.activate}
                  </Button>
                ) : (
                  <>
                    <Button small look="quiet" icon="link" onPress={renew}>
                      {words.newLink}
                    </Button>
                    {user.hasFactor && (
                      <Button small look="quiet" icon="key-round" onPress={reset}>
                        {words.resetFactors}
                      </Button>
                    )}
                    <Button small look="quiet" danger icon="user-x" onPress={() => access(false)}>
                      {words.deactivate}
                    </Button>
                  </>
                )}
              </div>
            }
          >
            <div className="form-fields">
              <PersonFields draft={draft} onChange={setDraft} teams={teams} />
            </div>
          </Form>
        </div>
      )}
    </Dialog>
  )
}
