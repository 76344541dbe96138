/** What stands in the company's own fields of an entry. */
import type { CustomValue } from '../../../contract/custom-fields.ts'
import { useFields, useNames } from '../../api/fields.ts'
import { AnyValue } from '../../ui/any-value.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useLanguage, useWords } from '../../words.tsx'

export function EntryFields({ custom }: { custom: Readonly<Record<string, CustomValue>> }) {
  const { yes, no } = useWords('custom')
  const language = useLanguage()
  const { currency } = usePlace()
  const fields = useFields('interaction')
  const names = useNames(fields)
  return (
    <dl className="entry-fields">
      {fields.map(({ key, type, label, choices }) => {
        const value = custom[key]
        if (value === undefined) return null
        const labelOf = (id: string) => choices.find((choice) => choice.key === id)?.[language] ?? names.get(id)
        return (
          <div key={key}>
            <dt>
              <bdi dir="auto">{label[language]}</bdi>
            </dt>
            <dd>
              <AnyValue kind={type} value={value} currency={currency} label={labelOf} yes={yes} no={no} live />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
