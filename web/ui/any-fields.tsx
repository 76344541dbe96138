/** Controls for several such values, one after the other. */
import { AnyField, type AnyFieldShape, type AnyFilled, withFilled } from './any-field.tsx'

/** By the key of the field; an empty one is not there. */
export type Filled = Record<string, AnyFilled>
export type AnyFieldsProps = {
  fields: readonly AnyFieldShape[]
  filled: Readonly<Filled>
  onFill(filled: Filled): void
  /** What takes a choice back; where there is none, each must be filled. */
  none?: string
  /** The first is ready to be filled. */
  autoFocus?: boolean
}

export function AnyFields({ fields, filled, onFill, none, autoFocus = false }: AnyFieldsProps) {
  return fields.map((field, place) => (
    <AnyField
      key={field.key}
      field={field}
      name={`custom.${field.key}`}
      value={filled[field.key]}
      onValue={(value) => onFill(withFilled(filled, field.key, value))}
      none={none}
      autoFocus={autoFocus && place === 0}
    />
  ))
}
