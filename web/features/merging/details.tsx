/** The details two files differ in, as the file itself shows them. */
import type { ReactNode } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import type { MergeField } from '../../../contract/merging.ts'
import { Code, Count, DayText, Money, Name, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** In the order people look at them. */
export const fieldsShown = [
  'name',
  'otherName',
  'kind',
  'taxId',
  'ref',
  'city',
  'country',
  'language',
  'formOfAddress',
  'teamId',
  'ownerId',
  'customerSince',
  'currency',
  'balanceMinor',
  'overdueMinor',
  'creditLimitMinor',
  'paymentTermsDays',
] as const satisfies readonly MergeField[]

export function useFieldNames(kind: Customer['kind']): Record<MergeField, string> {
  const words = useWords('file')
  const { currency } = useWords('merging')
  return {
    name: words.name,
    otherName: words.otherName,
    kind: words.kind,
    taxId: kind === 'person' ? words.identityNumber : words.companyNumber,
    ref: words.ref,
    city: words.city,
    country: words.country,
    language: words.language,
    formOfAddress: words.formOfAddress,
    teamId: words.team,
    ownerId: words.owner,
    customerSince: words.customerSince,
    currency,
    balanceMinor: words.balance,
    overdueMinor: words.overdue,
    creditLimitMinor: words.creditLimit,
    paymentTermsDays: words.terms,
  }
}

/** What stands in one detail of a customer. */
export function FieldValue({ of, field }: { of: Customer; field: MergeField }): ReactNode {
  const words = useWords('file')
  const { empty } = useWords('merging')
  const value = of[field]
  if (value === null || value === '') return <span className="faint">{field === 'ownerId' ? words.nobody : empty}</span>
  switch (field) {
    case 'name':
    case 'otherName':
      return <Name>{String(value)}</Name>
    case 'kind':
      return words.kinds[of.kind]
    case 'language':
      return words.languages[of.language]
    case 'formOfAddress':
      return words.forms[of.formOfAddress]
    case 'teamId':
      return <Name>{of.team.name}</Name>
    case 'ownerId':
      return <Name>{of.owner?.name ?? words.nobody}</Name>
    case 'customerSince':
      return <DayText day={String(value)} />
    case 'paymentTermsDays':
      return words.days(Number(value))
    case 'balanceMinor':
    case 'overdueMinor':
    case 'creditLimitMinor':
      return <Money minor={Number(value)} currency={of.currency} />
    case 'city':
    case 'country':
      return <Written>{String(value)}</Written>
    case 'currency':
    case 'ref':
    case 'taxId':
      return <Code>{String(value)}</Code>
  }
}

/** How many of something, of which there may be none. */
export const Amount = ({ of = 0 }: { of?: number | undefined }) => <Count value={of} />
