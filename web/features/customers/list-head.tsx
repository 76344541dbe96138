import { useIsHidden } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { numberText } from '../../ui/formats.ts'
import { ButtonLink } from '../../ui/link.tsx'
import { useLocale } from '../../ui/place.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { useWords } from '../../words.tsx'
import { useCustomerCount, useExactCount } from './list-queries.ts'
import type { FilterQuery } from './list-view.ts'

/** How many the filter finds; those beyond ten thousand are counted for whoever asks. */
export function CustomerCount({ filter }: { filter: FilterQuery }) {
  const words = useWords('customers')
  const locale = useLocale()
  const { data } = useCustomerCount(filter)
  const exact = useExactCount(filter)
  const known = data?.capped && exact.data ? exact.data : data
  return (
    <>
      <span className="muted" role="status">
        {known && (known.capped ? words.countedAtLeast(numberText(locale, known.count)) : words.counted(known.count))}
      </span>
      {known?.capped && (
        <Button small look="quiet" isPending={exact.isFetching} onPress={() => void exact.refetch()}>
          {words.countAll}
        </Button>
      )}
      {exact.error && <ProblemText of={exact.error} />}
    </>
  )
}

/** To the pairs of files that are of one customer, for those who may see all that speaks for it. */
export function DuplicatesLink() {
  const words = useWords('customers')
  const isHidden = useIsHidden()
  if (isHidden('taxId') || isHidden('contactPoints')) return null
  return (
    <ButtonLink look="quiet" icon="copy" to="/duplicates">
      {words.duplicates}
    </ButtonLink>
  )
}

export function NewButton({ onPress }: { onPress(): void }) {
  return (
    <Button look="filled" icon="plus" onPress={onPress}>
      {useWords('customers').newCustomer}
    </Button>
  )
}
