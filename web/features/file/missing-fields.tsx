/** What must stand in the file of a customer who came this far, and does not: said quietly, and filled at once. */
import { useMemo, useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { useFields } from '../../api/fields.ts'
import { Button } from '../../ui/button.tsx'
import { later } from '../../ui/later.tsx'
import { useReadOnly } from '../../ui/read-only.tsx'
import { useLanguage, useWords } from '../../words.tsx'

const FillMissing = later(() => import('./fill-missing.tsx'))

export function MissingFields({ customer, missing }: { customer: Customer; missing: readonly string[] }) {
  const words = useWords('custom')
  const language = useLanguage()
  const readOnly = useReadOnly()
  const fields = useFields('customer')
  const [filling, setFilling] = useState(false)
  const lacking = useMemo(
    () => fields.filter(({ key }) => missing.includes(key) && (customer.custom[key] ?? null) === null),
    [fields, missing, customer.custom],
  )
  return (
    <>
      {lacking.length > 0 && (
        <div className="missing-fields small">
          <p className="grow">
            <span className="muted">{words.missing}:</span> <bdi>{lacking.map(({ label }) => label[language]).join(', ')}</bdi>
          </p>
          {!readOnly && (
            <Button small look="quiet" icon="pencil" onPress={() => setFilling(true)}>
              {words.fillIn}
            </Button>
          )}
        </div>
      )}
      {/* What is being saved shows as filled already; the form stays until it is, for it may be refused. */}
      {filling && <FillMissing customerId={customer.id} fields={lacking} onClose={() => setFilling(false)} />}
    </>
  )
}
