import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import { TeamList } from '../features/people/team-list.tsx'
import { Card } from '../ui/card.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

export default function SettingsTeams() {
  const words = useWords('settings')
  const administrator = useIsAdministrator()
  const { data, error } = useQuery(ask('GET /teams'))
  if (error) throw error
  return (
    <Card title={words.sections.teams}>
      <p className="muted small">{words.teamsText}</p>
      {data ? <TeamList teams={data} changeable={administrator} /> : <Skeleton lines={4} />}
    </Card>
  )
}
