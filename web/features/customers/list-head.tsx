import { Button } from '../../ui/button.tsx'
import { numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'
import { useCustomerCount } from './list-queries.ts'
import type { FilterQuery } from './list-view.ts'

/** How many the filter finds; beyond ten thousand nobody counts. */
export function CustomerCount({ filter }: { filter: FilterQuery }) {
  const words = useWords('customers')
  const locale = useLocale()
  const { data } = useCustomerCount(filter)
  return (
    <span className="muted" role="status">
      {data && (data.capped ? words.countedAtLeast(numberText(locale, data.count)) : words.counted(data.count))}
    </span>
  )
}

export function NewButton({ onPress }: { onPress(): void }) {
  return (
    <Button look="filled" icon="plus" onPress={onPress}>
      {useWords('customers').newCustomer}
    </Button>
  )
}
