import type { ImportState } from '../../../contract/exchange.ts'
import { useWords } from '../../words.tsx'

const places = ['mapping', 'forecast', 'importing', 'result'] as const
const at: Record<ImportState, number> = { ready: 0, checking: 1, checked: 1, importing: 2, imported: 3, cancelled: 3, failed: 3, undoing: 3, undone: 3 }

/** Where in the way from file to result this import stands. */
export function Steps({ state }: { state: ImportState }) {
  const words = useWords('exchange')
  return (
    <ol className="import-steps" aria-label={words.steps.label}>
      {places.map((place, n) => (
        <li key={place} className={n < at[state] ? 'done' : ''} aria-current={n === at[state] ? 'step' : undefined}>
          <span className="import-step-no">{n + 1}</span>
          {words.steps[place]}
        </li>
      ))}
    </ol>
  )
}
