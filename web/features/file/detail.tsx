/** One detail of the customer, edited where it stands. */
import type { ReactNode } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { ChooseInPlace } from '../../ui/choose-in-place.tsx'
import { EditInPlace } from '../../ui/edit-in-place.tsx'
import { minorUnits } from '../../ui/formats.ts'
import { toast } from '../../ui/toast.tsx'
import { Money, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { type DetailsChange, saveDetails } from './file-query.ts'
import { decideBetween, useChoosing } from './two-values.tsx'

/** Saves a change, and says so with a way back. */
export function useSaveDetail(customer: Customer) {
  const words = useWords('file')
  const attempt = useAttempt()
  return async (label: string, change: DetailsChange, saw?: DetailsChange) => {
    const before = { ...Object.fromEntries(Object.keys(change).map((field) => [field, customer[field as keyof Customer]])), ...saw } as DetailsChange
    await saveDetails(customer.id, change, saw)
    toast({
      text: words.changed(label),
      tone: 'good',
      undo: () => attempt(() => saveDetails(customer.id, before, change).then(() => toast({ text: words.restored(label) }))),
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
      onSave={(typed, began) => save(label, changeTo(typed), changeTo(began))}
      decide={decideBetween({ field, save: (typed, seen) => save(label, changeTo(typed), { [field]: seen }) })}
    >
      {children ?? (ltr ? <bdi dir="ltr">{text}</bdi> : <Written>{text}</Written>)}
    </EditInPlace>
  )
}

/** A number that a person types; what is no number is refused before it is sent. */
class Unreadable extends Error {
  readonly body = { code: 'invalid', fields: { value: 'malformed' } } as const
}

export function numberTyped(typed: string) {
  if (typed === '') return null
  const value = Number(typed.replace(/[\s,\u200e\u200f₪$€£]/g, ''))
  if (!Number.isFinite(value)) throw new Unreadable('not a number')
  return value
}

function readNumber(typed: string, times: number) {
  const value = numberTyped(typed)
  return value === null ? null : Math.round(value * times)
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
      onSave={(typed, began) => save(label, changeTo(typed), changeTo(began))}
      decide={decideBetween({
        field,
        shown: (minor) => (minor === null ? '' : String(Number(minor) / times)),
        save: (typed, seen) => save(label, changeTo(typed), { [field]: seen }),
      })}
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
  const choose = useChoosing()
  const shown = (value: unknown) => options.find(({ id }) => id === (value ?? nothing))?.label ?? '—'
  return (
    <ChooseInPlace
      label={label}
      options={options}
      value={customer[field] ?? nothing ?? null}
      onChange={(id) => {
        const value = id === nothing ? null : id
        if (value === customer[field]) return
        choose({ field, label, shown, save: (seen = customer[field]) => save(label, { [field]: value }, { [field]: seen }) })
      }}
    />
  )
}
