import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import { CompanyForm } from '../features/settings/company-form.tsx'
import { InternalHosts } from '../features/settings/internal-hosts.tsx'
import { Card } from '../ui/card.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

export default function SettingsCompany() {
  const words = useWords('settings')
  const company = useQuery(ask('GET /company'))
  const teams = useQuery(ask('GET /teams'))
  const administers = useIsAdministrator()
  const error = company.error ?? teams.error
  if (error) throw error
  return (
    <>
      <Card title={words.sections.company}>
        {company.data && teams.data ? <CompanyForm company={company.data} teams={teams.data} /> : <Skeleton lines={6} />}
      </Card>
      {administers && <AllowedHosts />}
    </>
  )
}

function AllowedHosts() {
  const words = useWords('settings')
  const { data, error } = useQuery(ask('GET /company/internal-hosts'))
  if (error) throw error
  return <Card title={words.internalHosts}>{data ? <InternalHosts {...data} /> : <Skeleton lines={3} />}</Card>
}
