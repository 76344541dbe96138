import { useIsAdministrator } from '../api/session.ts'
import { Alerts } from '../features/audit/alerts.tsx'
import '../features/audit/audit.css'
import { Chain } from '../features/audit/chain.tsx'
import { Log } from '../features/audit/log.tsx'
import { Card } from '../ui/card.tsx'
import { useWords } from '../words.tsx'

export default function SettingsAudit() {
  return useIsAdministrator() ? <Audit /> : null
}

function Audit() {
  const words = useWords('audit')
  return (
    <>
      <Alerts />
      <Card title={words.log}>
        <Log />
      </Card>
      <Chain />
    </>
  )
}
