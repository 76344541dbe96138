import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import type { Draft } from './draft.ts'
import { DueField } from './due-choice.tsx'

type Promised = NonNullable<Draft['promise']>

/** What was promised in a conversation that is recorded: what, and by when. */
export function PromiseAlong({ promise, onPromise }: { promise: Promised; onPromise: (promise: Promised) => void }) {
  const words = useWords('interactions')
  return (
    <div className="along">
      <TextField
        autoFocus={!promise.text}
        name="promise.text"
        label={words.promiseText}
        icon="hand"
        value={promise.text}
        onChange={(text) => onPromise({ ...promise, text })}
      />
      <DueField day={promise.dueOn} onDay={(dueOn) => onPromise({ ...promise, dueOn })} />
    </div>
  )
}
