/** In a file that others were merged into: which, when, and the way back. */
import { useQuery } from '@tanstack/react-query'
import type { Merge } from '../../../contract/merging.ts'
import { ask } from '../../api/query.ts'
import { dayText } from '../../ui/formats.ts'
import { Icon } from '../../ui/icon.tsx'
import { ButtonLink } from '../../ui/link.tsx'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'
import './merging.css'

const often = 1_000
const underWay = ({ state }: Merge) => state === 'merging' || state === 'undoing'

export default function MergedLine({ customerId, mayEdit }: { customerId: string; mayEdit: boolean }) {
  const words = useWords('merging')
  const { data } = useQuery({
    ...ask('GET /customers/:id/merges', { params: { id: customerId } }),
    refetchInterval: ({ state }) => (state.data?.some(underWay) ? often : false),
  })
  const standing = data?.filter(({ state }) => state !== 'undone') ?? []
  return standing.map((merge) => <Line key={merge.id} merge={merge} words={words} mayEdit={mayEdit} />)
}

function whatHappens(merge: Merge, day: string | null, words: ReturnType<typeof useWords<'merging'>>) {
  const { mergedName } = merge
  if (mergedName === null) return words.mergingWithAnother
  return day && !underWay(merge) ? words.mergedWith(mergedName, day) : words.mergingWith(mergedName)
}

function Line({ merge, words, mayEdit }: { merge: Merge; words: ReturnType<typeof useWords<'merging'>>; mayEdit: boolean }) {
  const locale = useLocale()
  const { timeZone } = usePlace()
  const day = merge.mergedAt && dayText(locale, Temporal.Instant.from(merge.mergedAt).toZonedDateTimeISO(timeZone).toPlainDate().toString())
  return (
    <div className="merge-line row wrap">
      <Icon name="merge" size={15} />
      <span>{whatHappens(merge, day, words)}</span>
      {mayEdit && merge.undoable && (
        <ButtonLink to="/customers/$id/merges/$partId/undo" params={{ id: merge.customerId, partId: merge.id }} look="quiet" small icon="undo-2">
          {words.undo}
        </ButtonLink>
      )}
      {mayEdit && merge.state === 'merged' && !merge.undoable && <span className="faint">{words.laterFirst}</span>}
    </div>
  )
}
