import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { User } from '../../contract/people.ts'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import { StaffTable } from '../features/people/staff-table.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

const InvitePerson = later(() => import('../features/people/invite-person.tsx'))
const EditPerson = later(() => import('../features/people/edit-person.tsx'))

export default function SettingsPeople() {
  const words = useWords('settings')
  const administrator = useIsAdministrator()
  const users = useQuery(ask('GET /users'))
  const teams = useQuery(ask('GET /teams'))
  const [open, setOpen] = useState<'invite' | User>()
  const error = users.error ?? teams.error
  if (error) throw error
  const close = () => setOpen(undefined)
  return (
    <Card
      title={words.sections.people}
      actions={
        administrator && (
          <Button look="filled" icon="user-plus" onPress={() => setOpen('invite')}>
            {words.invite}
          </Button>
        )
      }
    >
      {users.data ? <StaffTable users={users.data} onEdit={administrator ? setOpen : undefined} /> : <Skeleton lines={6} />}
      {open === 'invite' && <InvitePerson teams={teams.data ?? []} onClose={close} />}
      {typeof open === 'object' && <EditPerson user={open} teams={teams.data ?? []} onClose={close} />}
    </Card>
  )
}
