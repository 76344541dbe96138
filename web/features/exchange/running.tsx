import type { ImportDetail } from '../../../contract/exchange.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Count } from '../../ui/values.tsx'
import { Progress } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

/** The work as it goes: how far, how fast, how long still. */
export function Running({ of, onStop }: { of: ImportDetail; onStop?: () => void }) {
  const words = useWords('exchange')
  const { stage, done, total, perSecond, secondsLeft } = of.progress ?? { stage: 'waiting' as const, done: 0, total: 0, perSecond: 0, secondsLeft: null }
  return (
    <Card title={words.stage[stage]}>
      <Progress label={words.stage[stage]} part={total > 0 ? done / total : 0} />
      <div className="row wrap import-pace" aria-live="off">
        {total > 0 && (
          <span>
            <Count value={done} /> / <Count value={total} />
          </span>
        )}
        {perSecond > 0 && stage !== 'facts' && stage !== 'undoing' && <span className="muted">{words.rate(perSecond)}</span>}
        {secondsLeft !== null && <span className="muted">{words.secondsLeft(secondsLeft)}</span>}
        {onStop && (
          <Button icon="square" className="push" onPress={onStop}>
            {words.stop}
          </Button>
        )}
      </div>
      <p className="faint small">{words.mayLeave}</p>
    </Card>
  )
}
