import type { ImportDetail, ImportEntity } from '../../../contract/exchange.ts'
import { address } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ButtonLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Count } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { asThrown, useReason } from './reason.ts'
import { Report } from './report.tsx'

/** What was done, what was refused, and the ways on from here. */
export function Outcome({ of, onUndo, onGoOn }: { of: ImportDetail; onUndo: () => void; onGoOn: () => void }) {
  const words = useWords('exchange')
  const reason = useReason()
  const stopped = of.state === 'cancelled' || of.state === 'failed'
  const undoable = of.state !== 'undone' && of.result !== null
  return (
    <>
      {of.problem && <Notice tone="bad">{reason(asThrown(of.problem))}</Notice>}
      {of.undone && <Undone report={of.undone} />}
      {of.result && of.state !== 'undone' && (
        <Card title={words.resultTitle}>
          <Report report={of.result} kind={of.kind} />
        </Card>
      )}
      <div className="row wrap">
        {stopped && of.result && (
          <Button look="filled" icon="play" onPress={onGoOn}>
            {words.goOn}
          </Button>
        )}
        {!stopped && (
          <ButtonLink look="filled" icon="file-up" to="/import">
            {words.again}
          </ButtonLink>
        )}
        {of.refused > 0 && of.state !== 'undone' && (
          <a className="button plain" href={address('/imports/:id/refused', { id: of.id })} download>
            <Icon name="download" size={16} />
            {words.downloadRefused}
          </a>
        )}
        {undoable && (
          <Button icon="undo-2" danger onPress={onUndo}>
            {words.undo}
          </Button>
        )}
      </div>
    </>
  )
}

function Undone({ report }: { report: NonNullable<ImportDetail['undone']> }) {
  const words = useWords('exchange')
  const kept = Object.entries(report.kept) as [ImportEntity, number][]
  return (
    <Card title={words.undoneTitle}>
      <p>{words.undoneText(report.removed, report.restored)}</p>
      {kept.length > 0 && (
        <>
          <p>{words.keptText}</p>
          <ul className="import-refusals">
            {kept.map(([entity, count]) => (
              <li key={entity}>
                {words.entity[entity]}: <Count value={count} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}
