/** The company's own fields of this customer: what is filled, and on demand the rest. */
import { useState } from 'react'
import type { CustomField } from '../../../contract/custom-fields.ts'
import type { Customer } from '../../../contract/customers.ts'
import { useFields, useNames } from '../../api/fields.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWords } from '../../words.tsx'
import { CustomDetail, type Holder } from './custom-detail.tsx'
import { saveDetails } from './file-query.ts'
import { Section } from './section.tsx'

export function CustomDetails({ customer, missing }: { customer: Customer; missing: readonly string[] }) {
  const words = useWords('custom')
  const language = useLanguage()
  const fields = useFields('customer')
  const names = useNames(fields)
  const [whole, setWhole] = useState(false)
  const holder: Holder = { custom: customer.custom, write: (custom, seen) => saveDetails(customer.id, { custom }, { custom: seen }) }
  const isFilled = ({ key }: CustomField) => (customer.custom[key] ?? null) !== null
  const empty = fields.filter((field) => !isFilled(field)).length
  // A few are shown whole: hiding two empty lines would hide more than it saves.
  const all = whole || fields.length <= 6
  const shown = all ? fields : fields.filter((field) => isFilled(field) || field.required || missing.includes(field.key))
  const sections = Map.groupBy(shown, ({ section }) => section[language] || words.title)
  return (
    <>
      {[...sections].map(([title, own]) => (
        <Section key={title} title={title}>
          <dl className="facts">
            {own.map((field) => (
              <CustomDetail key={field.id} holder={holder} field={field} names={names} />
            ))}
          </dl>
        </Section>
      ))}
      {fields.length > 6 && empty > 0 && (
        <Button small look="quiet" onPress={() => setWhole(!whole)}>
          {whole ? words.showFilled : words.showEmpty(fields.length - shown.length)}
        </Button>
      )}
    </>
  )
}
