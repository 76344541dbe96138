import { useMemo } from 'react'
import type { CustomValue, FieldSubject } from '../../../contract/custom-fields.ts'
import { fieldColumn } from '../../api/asked-fields.ts'
import { useFields, useNames } from '../../api/fields.ts'
import { useSession } from '../../api/session.ts'
import { AnyValue } from '../../ui/any-value.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { useLanguage, useWords } from '../../words.tsx'

type Row = { custom: Readonly<Record<string, CustomValue>> }

/** A column for each field of what a list holds; its rows answer with the fields they are asked for. */
export function useFieldColumns<Of extends Row>(subject: FieldSubject): readonly Column<Of>[] {
  const fields = useFields(subject)
  const names = useNames(fields)
  const language = useLanguage()
  const { yes, no } = useWords('custom')
  const { currency } = useSession().company
  return useMemo(
    () =>
      fields.map((field): Column<Of> => {
        const label = (key: string) => field.choices.find((choice) => choice.key === key)?.[language] ?? names.get(key)
        const isAmount = field.type === 'number' || field.type === 'money'
        return {
          key: fieldColumn(field.key),
          header: field.label[language],
          width: isAmount ? '112px' : 'minmax(100px, 1fr)',
          ...(isAmount && { align: 'numeric' }),
          ...(field.type !== 'choices' && field.type !== 'person' && { sort: `custom.${field.key}` }),
          ...((isAmount || field.type === 'date') && { firstSort: 'descending' }),
          render: ({ custom: { [field.key]: value } }) =>
            value !== undefined && <AnyValue kind={field.type} value={value} currency={currency} label={label} yes={yes} no={no} />,
        }
      }),
    [fields, names, language, yes, no, currency],
  )
}
