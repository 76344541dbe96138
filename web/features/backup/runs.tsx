import type { BackupRun } from '../../../contract/backup.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useDuration, useFaultText, useSize } from './run-text.ts'

const tones: Record<BackupRun['state'], Tone> = { waiting: 'plain', running: 'info', done: 'good', failed: 'bad' }

/** How a run stands. A drill that came to its end has passed. */
export function RunChip({ run: { state, kind } }: { run: BackupRun }) {
  const words = useWords('backup')
  return (
    <Chip tone={tones[state]} dot>
      {state === 'done' && kind === 'drill' ? words.passed : words[state]}
    </Chip>
  )
}

/** Earlier backups and drills, the newest first. */
export function BackupRuns({ runs }: { runs: readonly BackupRun[] }) {
  const words = useWords('backup')
  const size = useSize()
  const duration = useDuration()
  const faultText = useFaultText()
  return (
    <div className="backup-runs">
      <table className="table">
        <thead>
          <tr>
            <th>{words.what}</th>
            <th>{words.when}</th>
            <th>{words.outcome}</th>
            <th className="number">{words.took}</th>
            <th className="number">{words.size}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td>{words.kind[run.kind]}</td>
              <td>
                <When at={run.startedAt} style="moment" />
              </td>
              <td>
                <RunChip run={run} />
                {run.problem && <p className="small muted">{faultText(run.problem)}</p>}
              </td>
              <td className="number">{duration(run)}</td>
              <td className="number">{run.sizeBytes === null ? '' : size(run.sizeBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
