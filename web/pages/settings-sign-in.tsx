import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import { AllKeys } from '../features/people/all-keys.tsx'
import { IdleSessions } from '../features/people/idle-sessions.tsx'
import { ProviderForm } from '../features/people/provider-form.tsx'
import { SecondFactorRoles } from '../features/people/second-factor-roles.tsx'
import { Card } from '../ui/card.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

/** How people here may come in, and every key that acts for them. */
export default function SettingsSignIn() {
  return useIsAdministrator() ? <Rules /> : null
}

function Rules() {
  const words = useWords('security')
  const { data: policy, error } = useQuery(ask('GET /sign-in-policy'))
  if (error) throw error
  return (
    <>
      <Card title={words.policy}>{policy ? <SecondFactorRoles policy={policy} /> : <Skeleton lines={4} />}</Card>
      <Card title={words.idle}>{policy ? <IdleSessions policy={policy} /> : <Skeleton lines={3} />}</Card>
      <Card title={words.provider}>{policy ? <ProviderForm policy={policy} /> : <Skeleton lines={4} />}</Card>
      <AllKeys />
    </>
  )
}
