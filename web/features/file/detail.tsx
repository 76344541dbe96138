/** One detail of the customer, edited where it stands. */
import type { ReactNode } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { Button } from '../../ui/button.tsx'
import { ChooseInPlace } from '../../ui/choose-in-place.tsx'
import { EditInPlace } from '../../ui/edit-in-place.tsx'
import { minorUnits } from '../../ui/formats.ts'
import { toast } from '../../ui/toast.tsx'
import { Money, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { ChangedMeanwhile, type DetailsChange, saveDetails } from './file-query.ts'

/** Saves a change, and says so with a way back. */
export function useSaveDetail(customer: Customer) {
  const words = useWords('file')
  const attempt = useAttempt()
  return async (label: string, change: DetailsChange, over?: Customer) => {
    const before = Object.fromEntries(Object.keys(change).map((field) => [field, customer[field as keyof Customer]])) as DetailsChange
    await saveDetails(customer.id, change, over)
    toast({
      text: words.changed(label),
      tone: 'good',
      undo: () => attempt(() => saveDetails(customer.id, before).then(() => toast({ text: words.restored(label) }))),
    })
  }
}

type TextField = 'name' | 'otherName' | 'city' | 'country' | 'taxId' | 'ref'
type NumberField = 'paymentTermsDays' | 'creditLimitMinor' | 'balanceMinor' | 'overdueMinor'

type TextProps = { customer: Customer; field: TextField; label: string; ltr?: boolean; children?: ReactNode }

export function TextDetail({ customer, field, label, ltr, children }: TextProps) {
  const words = useWords('file')
  const save = useSaveDetail(customer)
  const nullable = field === 'taxId' || field === 'ref'
  const text = customer[field] ?? ''
  const changeTo = (typed: string): DetailsChange => ({ [field]: nullable && typed === '' ? null : typed })
  return (
    <EditInPlace
      label={label}
      text={text}
      empty={words.empty}
      ltr={ltr}
      onSave={async (typed, began) => {
        if (began !== text) throw new ChangedMeanwhile(customer)
        await save(label, changeTo(typed))
      }}
      decide={(fault, close) =>
        fault instanceof ChangedMeanwhile && (
          <TwoValues theirs={String(fault.theirs[field] ?? '')} onTheirs={close} onMine={(typed) => save(label, changeTo(typed), fault.theirs).then(close)} />
        )
      }
    >
      {children ?? (ltr ? <bdi dir="ltr">{text}</bdi> : <Written>{text}</Written>)}
    </EditInPlace>
  )
}

/** Both values in sight; the one typed stands in the field above. */
function TwoValues({ theirs, onTheirs, onMine }: { theirs: string; onTheirs(): void; onMine(typed: string): unknown }) {
  const words = useWords('file')
  return (
    <div className="two-values" role="alert">
      <p className="small">
        {words.conflict}: <bdi dir="auto">{theirs || '—'}</bdi>
      </p>
      <Button small look="soft" onPress={(event) => onMine(event.target.closest('.edit-open')?.querySelector('input')?.value ?? '')}>
        {words.keepMine}
      </Button>
      <Button small look="quiet" onPress={onTheirs}>
        {words.takeTheirs}
      </Button>
    </div>
  )
}

/** A number that a person types; what is no number is refused before it is sent. */
class Unreadable extends Error {
  readonly body = { code: 'invalid', fields: { value: 'malformed' } } as const
}

function readNumber(typed: string, times: number) {
  if (typed === '') return null
  const value = Number(typed.replace(/[\s,\u200e\u200f₪$€£]/g, ''))
  if (!Number.isFinite(value)) throw new Unreadable('not a number')
  return Math.round(value * times)
}

export function NumberDetail({
  customer,
  field,
  label,
  hint,
  owed,
  children,
}: {
  customer: Customer
  field: NumberField
  label: string
  hint?: string
  owed?: boolean
  children?: ReactNode
}) {
  const words = useWords('file')
  const save = useSaveDetail(customer)
  const times = field === 'paymentTermsDays' ? 1 : minorUnits(customer.currency)
  const value = customer[field]
  const text = value === null ? '' : String(value / times)
  const changeTo = (typed: string): DetailsChange => ({ [field]: readNumber(typed, times) })
  return (
    <EditInPlace
      label={label}
      text={text}
      empty={words.empty}
      hint={hint}
      ltr
      onSave={async (typed, began) => {
        if (began !== text) throw new ChangedMeanwhile(customer)
        await save(label, changeTo(typed))
      }}
      decide={(fault, close) =>
        fault instanceof ChangedMeanwhile && (
          <TwoValues
            theirs={String((fault.theirs[field] ?? 0) / times)}
            onTheirs={close}
            onMine={(typed) => save(label, changeTo(typed), fault.theirs).then(close)}
          />
        )
      }
    >
      {children ?? <Money minor={value ?? 0} currency={customer.currency} owed={owed} />}
    </EditInPlace>
  )
}

type ChoiceField = 'kind' | 'language' | 'formOfAddress' | 'ownerId' | 'teamId'

/** One of a few; saved as it is chosen. */
export function ChoiceDetail({
  customer,
  field,
  label,
  options,
  nothing,
}: {
  customer: Customer
  field: ChoiceField
  label: string
  options: readonly { id: string; label: string }[] /** The id that stands for none. */
  nothing?: string
}) {
  const save = useSaveDetail(customer)
  const attempt = useAttempt()
  return (
    <ChooseInPlace
      label={label}
      options={options}
      value={customer[field] ?? nothing ?? null}
      onChange={(id) => {
        const value = id === nothing ? null : id
        if (value !== customer[field]) attempt(() => save(label, { [field]: value }))
      }}
    />
  )
}
