/** Fields of the company's own that differ between two files: nothing to choose, for each value has its place by a rule, but everything to see. */
import type { CustomField } from '../../../contract/custom-fields.ts'
import type { Customer } from '../../../contract/customers.ts'
import type { MergePreview } from '../../../contract/merging.ts'
import { useFields, useNames } from '../../api/fields.ts'
import { AnyValue } from '../../ui/any-value.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useLanguage, useWords } from '../../words.tsx'

export function OwnDetails({ kept, merged }: Pick<MergePreview, 'kept' | 'merged'>) {
  const words = useWords('merging')
  const language = useLanguage()
  const fields = useFields('customer')
  const names = useNames(fields)
  const differing = fields.filter(({ key }) => JSON.stringify(kept.custom[key]) !== JSON.stringify(merged.custom[key]))
  if (differing.length === 0) return null
  return (
    <>
      {differing.map((field) => {
        const stays = kept.custom[field.key] === undefined ? merged : kept
        return (
          <dl key={field.id} className="merge-own">
            <dt>
              <bdi dir="auto">{field.label[language]}</bdi>
            </dt>
            {[kept, merged].map((file) => (
              <dd key={file.id} className={file === stays || file.custom[field.key] === undefined ? undefined : 'merge-gone'}>
                <OwnValue of={file} field={field} names={names} />
              </dd>
            ))}
          </dl>
        )
      })}
      <p className="merge-note faint small">{words.ownFields}</p>
    </>
  )
}

type Props = { of: Customer; field: CustomField; names: ReadonlyMap<string, string> }

function OwnValue({ of, field: { key, type, choices }, names }: Props) {
  const { yes, no } = useWords('common')
  const { empty } = useWords('merging')
  const language = useLanguage()
  const { currency } = usePlace()
  const value = of.custom[key]
  if (value === undefined) return <span className="faint">{empty}</span>
  return (
    <AnyValue
      kind={type}
      value={value}
      currency={currency}
      label={(id) => choices.find((choice) => choice.key === id)?.[language] ?? names.get(id)}
      yes={yes}
      no={no}
    />
  )
}
