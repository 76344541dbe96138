/** Writing into a customer's file: the composer with everything it can record, in place or, on a phone, under the thumb. */
import { useEffect, useState } from 'react'
import type { Contact } from '../../contract/customers.ts'
import { Composer } from '../features/interactions/composer.tsx'
import type { Answering } from '../features/interactions/draft.ts'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/dialog.tsx'
import { useNarrow } from '../ui/grid/density.ts'
import { later } from '../ui/later.tsx'
import { useWords } from '../words.tsx'

const OrderEntry = later(() => import('../features/orders/order-entry.tsx'))

type Props = {
  customer: { id: string; name: string; currency: string }
  contacts: readonly Pick<Contact, 'id' | 'name' | 'jobTitle' | 'untilDate'>[]
  /** Whom we spoke with last. */
  lastContactId?: string | null
  answering?: Answering | undefined
  onAnswering?: () => void
}

/** On the file's page. Needs the words of `interactions` and `orders`. */
export function Recording(props: Props) {
  const words = useWords('interactions')
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  const { answering } = props
  useEffect(() => {
    if (answering) setOpen(true)
  }, [answering])
  if (!narrow) return <RecordingForm {...props} />
  return (
    <>
      <div className="record-bar">
        <Button look="filled" icon="square-pen" className="wide" onPress={() => setOpen(true)}>
          {words.record}
        </Button>
      </div>
      <Sheet title={words.recordFor(`⁨${props.customer.name}⁩`)} open={open} onClose={() => setOpen(false)}>
        <RecordingForm {...props} autoFocus onSaved={() => setOpen(false)} />
      </Sheet>
    </>
  )
}

export function RecordingForm({ customer, autoFocus, onSaved, ...rest }: Props & { autoFocus?: boolean; onSaved?: () => void }) {
  return (
    <Composer
      key={customer.id}
      {...rest}
      customer={customer}
      autoFocus={autoFocus}
      onSaved={onSaved}
      order={(ready) => <OrderEntry customer={customer} onSaved={onSaved} autoFocus={ready} />}
    />
  )
}
