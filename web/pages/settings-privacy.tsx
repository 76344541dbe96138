import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import { Ledger } from '../features/rights/ledger.tsx'
import { RetentionRules, RetentionRuns } from '../features/rights/retention.tsx'
import { Card } from '../ui/card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

/** How long anything is kept, and who was erased. */
export default function SettingsPrivacy() {
  const words = useWords('rights')
  return useIsAdministrator() ? <Rules /> : <Empty icon="lock">{words.notYours}</Empty>
}

function Rules() {
  const words = useWords('rights')
  const { data, error } = useQuery(ask('GET /retention'))
  if (error && !data) throw error
  return (
    <>
      <Card title={words.retentionTitle}>
        <p className="muted small">{words.retentionText}</p>
        {data ? <RetentionRules rules={data.rules} /> : <Skeleton lines={8} />}
      </Card>
      <Card title={words.runsTitle}>{data ? <RetentionRuns runs={data.runs} /> : <Skeleton lines={2} />}</Card>
      <Card title={words.ledgerTitle}>
        <Ledger />
      </Card>
    </>
  )
}
