/** Somebody else was faster in the very field that was edited: both values in sight, and one of them chosen. */
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import { conflictAt } from './file-query.ts'

type Deciding = {
  field: string
  /** A value as a person reads it. */
  shown?: (value: unknown) => string
  /** Saves what is typed over the value that was just seen. */
  save: (typed: string, seen: unknown) => Promise<unknown>
}

const asText = (value: unknown) => String(value ?? '')

/** What an editor in place shows where both wrote into one field. */
export const decideBetween =
  ({ field, shown = asText, save }: Deciding) =>
  (fault: unknown, close: () => void, again: (saving: () => Promise<unknown>) => void): ReactNode => {
    const both = conflictAt(fault, field)
    return both && <TwoValues theirs={shown(both.theirs)} onTheirs={close} onMine={(typed) => again(() => save(typed, both.theirs))} />
  }

const intoView = (shown: HTMLElement | null) => shown?.scrollIntoView({ block: 'nearest' })

/** The one typed stands in the field above. */
function TwoValues({ theirs, onTheirs, onMine }: { theirs: string; onTheirs(): void; onMine(typed: string): void }) {
  const words = useWords('file')
  return (
    <div className="two-values" role="alert" ref={intoView}>
      <p className="small">
        {words.conflict}: <bdi dir="auto">{theirs || '—'}</bdi>
      </p>
      <Button
        small
        look="soft"
        onPress={(event) => onMine(event.target.closest('.edit-open')?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')?.value ?? '')}
      >
        {words.keepMine}
      </Button>
      <Button small look="quiet" onPress={onTheirs}>
        {words.takeTheirs}
      </Button>
    </div>
  )
}

type Choosing = { field: string; label: string; shown: (value: unknown) => string; save: (seen?: unknown) => Promise<unknown> }

/** Saves a choice that has no editor to stay open: where both chose, theirs stands and a toast offers mine. */
export function useChoosing() {
  const words = useWords('file')
  const sentence = useSentence()
  return function choose({ field, label, shown, save }: Choosing, seen?: unknown): void {
    save(seen).catch((fault: unknown) => {
      const both = conflictAt(fault, field)
      if (!both) return toast({ text: sentence(fault), tone: 'bad' })
      const again = () => choose({ field, label, shown, save }, both.theirs)
      return toast({ text: words.bothChose(label, shown(both.theirs), shown(both.mine)), action: { label: words.keepMine, run: again } })
    })
  }
}
