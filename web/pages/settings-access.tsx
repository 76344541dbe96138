import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import '../features/audit/audit.css'
import { RoleAccessRow } from '../features/audit/role-access.tsx'
import { Card } from '../ui/card.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

export default function SettingsAccess() {
  return useIsAdministrator() ? <Access /> : null
}

function Access() {
  const words = useWords('audit')
  const { data, error } = useQuery(ask('GET /access'))
  if (error && !data) throw error
  return (
    <Card title={words.access}>
      <p className="muted">{words.accessHint}</p>
      {data ? data.map((access) => <RoleAccessRow key={access.role} access={access} />) : <Skeleton lines={8} />}
    </Card>
  )
}
