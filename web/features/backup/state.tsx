/** How the backups stand: the last one, the last drill, what is going on. */
import { useState } from 'react'
import type { BackupRun, Backups, RunKind } from '../../../contract/backup.ts'
import { call } from '../../api/client.ts'
import { refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { When } from '../../ui/values.tsx'
import { Progress } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { useFaultText, useSize } from './run-text.ts'
import { RunChip } from './runs.tsx'

export function BackupState({ of }: { of: Backups }) {
  const words = useWords('backup')
  const [fault, setFault] = useState<unknown>()
  const going = of.runs.find(({ state }) => state === 'running') ?? of.runs.find(({ state }) => state === 'waiting')
  const start = (kind: RunKind) => () => {
    setFault(undefined)
    return call('POST /backups', { body: { kind } }).then(() => refresh('GET /backups'), setFault)
  }
  return (
    <Card
      title={words.now}
      actions={
        <div className="row">
          {of.ownDatabase && of.lastSet && (
            <Button icon="rotate-ccw" isDisabled={going !== undefined} onPress={start('drill')}>
              {words.drillNow}
            </Button>
          )}
          <Button look="soft" icon="hard-drive" isDisabled={going !== undefined} onPress={start('set')}>
            {words.backUpNow}
          </Button>
        </div>
      }
    >
      <div className="column">
        {!of.ownDatabase && <Notice>{words.yourServer}</Notice>}
        {of.ownDatabase && !of.plan.place && <Notice tone="warn">{words.besideData}</Notice>}
        {fault !== undefined && <ProblemText of={fault} />}
        {going && <Going run={going} />}
        <dl className="facts">
          <dt>{words.lastSet}</dt>
          <dd>{of.lastSet ? <Last run={of.lastSet} /> : words.never}</dd>
          {of.ownDatabase && (
            <>
              <dt>{words.lastDrill}</dt>
              <dd>{of.lastDrill ? <Last run={of.lastDrill} /> : words.never}</dd>
              <dt>{words.until}</dt>
              <dd>{of.until ? <When at={of.until} style="moment" /> : words.never}</dd>
            </>
          )}
        </dl>
      </div>
    </Card>
  )
}

function Last({ run }: { run: BackupRun }) {
  const words = useWords('backup')
  const size = useSize()
  const faultText = useFaultText()
  return (
    <div className="column">
      <span className="row wrap">
        <RunChip run={run} />
        <When at={run.finishedAt ?? run.startedAt} />
        {run.sizeBytes !== null && <span className="muted">{size(run.sizeBytes)}</span>}
        {run.report && <span className="muted">{words.compared(run.report.tables, run.report.files)}</span>}
      </span>
      {run.problem && <span>{faultText(run.problem)}</span>}
    </div>
  )
}

function Going({ run }: { run: BackupRun }) {
  const words = useWords('backup')
  const { stage, done, total } = run.progress ?? { stage: null, done: 0, total: 0 }
  const says = stage ? words.stage[stage] : words.waiting
  return (
    <div className="column">
      <span>
        {words.kind[run.kind]}: {says}
      </span>
      <Progress label={says} part={total > 0 ? done / total : 0} />
    </div>
  )
}
