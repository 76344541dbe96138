import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { User } from '../../contract/people.ts'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import { StaffTable } from '../features/people/staff-table.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

const InvitePerson = later(() => import('../features/people/invite-person.tsx'))
const Grants = later(() => import('../features/audit/grants.tsx'))
const LooksOfPerson = later(() => import('../features/audit/looks-of-person.tsx'))
const EditPerson = later(() => import('../features/people/edit-person.tsx'))

export default function SettingsPeople() {
  const words = useWords('settings')
  const audit = useWords('audit')
  const administrator = useIsAdministrator()
  const users = useQuery(ask('GET /users'))
  const teams = useQuery(ask('GET /teams'))
  const [open, setOpen] = useState<'invite' | User>()
  const [beside, setBeside] = useState<{ what: 'looks' | 'grants'; user: User }>()
  const error = users.error ?? teams.error
  if (error) throw error
  const close = () => setOpen(undefined)
  const actions = (user: User) => (
    <>
      {user.role === 'consultant' && (
        <IconButton small icon="folder" label={audit.grantsOf(`⁨${user.name}⁩`)} onPress={() => setBeside({ what: 'grants', user })} />
      )}
      <IconButton small icon="eye" label={audit.lookedAtBy(`⁨${user.name}⁩`)} onPress={() => setBeside({ what: 'looks', user })} />
    </>
  )
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
      {users.data ? <StaffTable users={users.data} onEdit={administrator ? setOpen : undefined} actions={actions} /> : <Skeleton lines={6} />}
      {beside?.what === 'grants' && <Grants user={beside.user} onClose={() => setBeside(undefined)} />}
      {beside?.what === 'looks' && <LooksOfPerson user={beside.user} onClose={() => setBeside(undefined)} />}
      {open === 'invite' && <InvitePerson teams={teams.data ?? []} onClose={close} />}
      {typeof open === 'object' && <EditPerson user={open} teams={teams.data ?? []} onClose={close} />}
    </Card>
  )
}
