import type { HeardOfOthers } from '../../../contract/interactions.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useWords } from '../../words.tsx'

/** Their keys are those of `writing-keys.ts`. */
const marks = [
  ['price-comparison', 'alt+p'],
  ['competitor-contact', 'alt+k'],
] as const

/** What was heard in passing of other suppliers: a mark on the entry, which insight takes for a sign. */
export function HeardChoice({ heard, onHeard }: { heard: HeardOfOthers | null; onHeard: (heard: HeardOfOthers | null) => void }) {
  const words = useWords('interactions')
  return (
    <div className="row wrap">
      {marks.map(([mark, keys]) => (
        <Button key={mark} look={heard === mark ? 'soft' : 'quiet'} aria-pressed={heard === mark} onPress={() => onHeard(heard === mark ? null : mark)}>
          {words.heard[mark]}
          <span className="only-wide">
            <Kbd keys={keys} />
          </span>
        </Button>
      ))}
    </div>
  )
}
