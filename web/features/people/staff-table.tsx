import './people.css'
import type { ReactNode } from 'react'
import type { User } from '../../../contract/people.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Email, Name } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** Our people: who they are, what they do, and whether they can come in. */
export function StaffTable({
  users,
  onEdit,
  actions,
}: {
  users: readonly User[]
  onEdit?: (user: User) => void /** What else an administrator can open of a person. */
  actions?: (user: User) => ReactNode
}) {
  const words = useWords('people')
  const settings = useWords('settings')
  return (
    <div className="wide-table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.role}</th>
            <th scope="col" className="only-wide">
              {words.teams}
            </th>
            <th scope="col">{words.state}</th>
            {onEdit && (
              <th scope="col">
                <span className="hidden-text">{settings.person}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} className={user.deactivatedAt ? 'faint' : ''}>
              <th scope="row">
                <div className="row">
                  <Avatar name={user.name} />
                  <div className="person-name">
                    <Name>{user.name}</Name>
                    {user.email && (
                      <small className="faint">
                        <Email value={user.email} />
                      </small>
                    )}
                  </div>
                </div>
              </th>
              <td>{words.roles[user.role]}</td>
              <td className="only-wide">
                {user.teams.map((team, place) => (
                  <span key={team.id}>
                    {place > 0 && ', '}
                    <Name>{team.name}</Name>
                  </span>
                ))}
              </td>
              <td>{stateOf(user, words)}</td>
              {onEdit && (
                <td className="number">
                  {actions?.(user)}
                  <IconButton small icon="pencil" label={settings.editPerson(user.name)} onPress={() => onEdit(user)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function stateOf(user: User, words: ReturnType<typeof useWords<'people'>>) {
  if (user.deactivatedAt) return <Chip>{words.deactivated}</Chip>
  return user.joined ? (
    <Chip tone="good" dot>
      {words.active}
    </Chip>
  ) : (
    <Chip tone="warn" dot>
      {words.invited}
    </Chip>
  )
}
