import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import { BackupPlanForm } from '../features/backup/plan-form.tsx'
import { BackupRuns } from '../features/backup/runs.tsx'
import { BackupState } from '../features/backup/state.tsx'
import { Card } from '../ui/card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Code } from '../ui/values.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

export default function SettingsBackup() {
  const words = useWords('backup')
  return useIsAdministrator() ? <BackupSettings /> : <Empty icon="lock">{words.notYours}</Empty>
}

function BackupSettings() {
  const words = useWords('backup')
  const { data, error } = useQuery({
    ...ask('GET /backups'),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === 'waiting' || run.state === 'running') ? 1000 : false),
  })
  if (error && !data) throw error
  if (!data)
    return (
      <Card title={words.now}>
        <Skeleton lines={6} />
      </Card>
    )
  return (
    <>
      <BackupState of={data} />
      <Card title={words.plan}>
        <BackupPlanForm plan={data.plan} usualPlace={data.usualPlace} />
      </Card>
      <Card title={words.keyTitle}>
        <div className="column small">
          <p>{words.keyText}</p>
          <dl className="facts">
            <dt>{words.keyFile}</dt>
            <dd>
              <Code>{data.key.file}</Code>
            </dd>
            <dt>{words.keyId}</dt>
            <dd>{data.key.id ? <Code>{data.key.id}</Code> : words.noKey}</dd>
          </dl>
          <p className="muted">{words.restoreText}</p>
          <Code>{`kesher restore ${data.plan.place ?? data.usualPlace} --to "2026-11-22 14:30" --into FOLDER --key backup.key`}</Code>
        </div>
      </Card>
      {data.runs.length > 0 && (
        <Card title={words.history}>
          <BackupRuns runs={data.runs} />
        </Card>
      )}
    </>
  )
}
