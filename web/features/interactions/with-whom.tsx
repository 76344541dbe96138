import type { Contact } from '../../../contract/customers.ts'
import { RadioGroup } from '../../ui/choice.tsx'
import { Select } from '../../ui/select.tsx'
import { useWords } from '../../words.tsx'
import type { Draft } from './draft.ts'
import { hasDirection } from './kinds.ts'

type Props = { draft: Draft; change: (part: Partial<Draft>) => void; contacts: readonly Pick<Contact, 'id' | 'name' | 'jobTitle'>[] }

/** Who turned to whom, and with which of the customer's people. */
export function WithWhom({ draft: { kind, direction, contactId }, change, contacts }: Props) {
  const words = useWords('interactions')
  const directed = hasDirection(kind)
  const asksWhom = contacts.length > 0 && (directed || (kind !== 'note' && kind !== 'promise'))
  if (!directed && !asksWhom) return null
  return (
    <div className="row wrap">
      {directed && (
        <RadioGroup
          segmented
          bare
          label={words.directionLabel}
          value={direction}
          onChange={(next) => change({ direction: next })}
          options={[
            { id: 'in', label: words.direction.in, icon: 'arrow-down-left' },
            { id: 'out', label: words.direction.out, icon: 'arrow-up-right' },
          ]}
        />
      )}
      {asksWhom && (
        <Select
          bare
          label={words.contact}
          icon="user"
          className="composer-contact"
          value={contactId ?? 'none'}
          onChange={(id) => change({ contactId: id === 'none' ? null : id })}
          options={[{ id: 'none', label: words.theCustomer }, ...contacts.map(({ id, name, jobTitle }) => ({ id, label: name, hint: jobTitle }))]}
        />
      )}
    </div>
  )
}
