import { useState } from 'react'
import type { Team } from '../../../contract/people.ts'
import { call, Refused } from '../../api/client.ts'
import { refresh } from '../../api/query.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { Name } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** Teams, named and renamed in place. */
export function TeamList({ teams, changeable }: { teams: readonly Team[]; changeable: boolean }) {
  const words = useWords('settings')
  const [editing, setEditing] = useState<string>()
  const close = () => setEditing(undefined)
  return (
    <ul>
      {teams.map((team) => (
        <li key={team.id} className="team">
          {editing === team.id ? (
            <TeamName team={team} onClose={close} />
          ) : (
            <OneTeam team={team} onRename={changeable ? () => setEditing(team.id) : undefined} />
          )}
        </li>
      ))}
      {changeable && (
        <li className="team">
          {editing === 'new' ? (
            <TeamName onClose={close} />
          ) : (
            <Button icon="plus" onPress={() => setEditing('new')}>
              {words.addTeam}
            </Button>
          )}
        </li>
      )}
    </ul>
  )
}

function OneTeam({ team, onRename }: { team: Team; onRename: (() => void) | undefined }) {
  const words = useWords('settings')
  const sentence = useSentence()
  const remove = async () => {
    try {
      await call('DELETE /teams/:id', { params: { id: team.id } })
      await refresh('GET /teams')
      toast({ text: words.teamRemoved })
    } catch (error) {
      const inUse = error instanceof Refused && error.body.code === 'still-in-use'
      toast({ text: inUse ? words.teamInUse : sentence(error), tone: 'bad' })
    }
  }
  return (
    <div className="row">
      <div className="grow">
        <strong>
          <Name>{team.name}</Name>
        </strong>
        <p className="faint small">{team.members.length === 0 ? words.noMembers : words.members(team.members.length)}</p>
      </div>
      <span className="row only-wide team-faces">
        {team.members.slice(0, 6).map((member) => (
          <Avatar key={member.id} name={member.name} size={24} />
        ))}
      </span>
      {onRename && <IconButton small icon="pencil" label={words.renameTeam} onPress={onRename} />}
      {onRename && <IconButton small danger icon="trash-2" label={words.removeTeam} onPress={remove} />}
    </div>
  )
}

function TeamName({ team, onClose }: { team?: Team; onClose: () => void }) {
  const words = useWords('settings')
  return (
    <Form
      onCancel={onClose}
      onSave={async ({ name = '' }) => {
        if (team) await call('PATCH /teams/:id', { params: { id: team.id }, body: { name } })
        else await call('POST /teams', { body: { name } })
        await refresh('GET /teams')
        onClose()
      }}
    >
      <TextField name="name" label={words.teamName} defaultValue={team?.name} isRequired autoFocus />
    </Form>
  )
}
