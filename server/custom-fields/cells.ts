/** Values as the cells of a table: written so that people read them and our own import reads them back. */
import type { CustomField, CustomValue } from '../../contract/custom-fields.ts'
import { custom } from '../../words/custom.ts'
import { type Language, spoken } from '../../words/phrases.ts'
import type { Db } from '../db/connect.ts'

/** What puts the values of one customer under these fields; choices and yes and no in this language, people by name. */
export async function cellsOf(tx: Db, language: Language, fields: readonly CustomField[]) {
  const { currency } = await tx.selectFrom('company').select('currency').executeTakeFirstOrThrow()
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const { yes, no } = spoken(custom, language)
  const names = fields.some(({ type }) => type === 'person') ? await tx.selectFrom('users').select(['id', 'name']).execute() : []
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  const cell = (field: CustomField, value: CustomValue): string | number => {
    const label = (key: unknown) => field.choices.find((choice) => choice.key === key)?.[language] ?? String(key)
    if (field.type === 'yesNo') return value ? yes : no
    if (field.type === 'money') return (Number(value) / 10 ** digits).toFixed(digits)
    if (field.type === 'choice') return label(value)
    if (field.type === 'choices') return (value as string[]).map(label).join('; ')
    if (field.type === 'person') return nameOf.get(String(value)) ?? ''
    return value as string | number
  }
  return (values: Record<string, CustomValue>) => fields.map((field) => (values[field.key] === undefined ? null : cell(field, values[field.key]!)))
}
