import type { Customer } from '../../../contract/customers.ts'
import type { CustomerFile } from '../../../contract/file.ts'
import { useIsHidden } from '../../api/session.ts'
import { ReadOnly } from '../../ui/read-only.tsx'
import { useWords } from '../../words.tsx'
import { CustomDetails } from './custom-details.tsx'
import { ChoiceDetail, NumberDetail } from './detail.tsx'
import { MissingFields } from './missing-fields.tsx'
import { Points } from './points.tsx'
import { Preferences } from './preferences.tsx'
import { Section } from './section.tsx'
import { WhoTheyAre } from './who-they-are.tsx'

/** Who they are and how to speak to them: everything of the start side. */
export function Details({ file }: { file: CustomerFile }) {
  const hidden = useIsHidden()
  const { can } = file
  return (
    <ReadOnly when={!can.includes('edit')}>
      <MissingFields customer={file.customer} missing={file.missing} />
      <HowToSpeak file={file} />
      <ReadOnly when={!can.includes('record')}>
        <Preferences customerId={file.customer.id} preferences={file.preferences} />
      </ReadOnly>
      {!hidden('finances') && <Finances customer={file.customer} />}
      <CustomDetails customer={file.customer} missing={file.missing} />
      <WhoTheyAre file={file} />
    </ReadOnly>
  )
}

function HowToSpeak({ file: { customer, points } }: { file: CustomerFile }) {
  const words = useWords('file')
  const choices = <Id extends string>(labels: Record<Id, string>) => Object.entries<string>(labels).map(([id, label]) => ({ id, label }))
  return (
    <Section title={words.howToSpeak}>
      <dl className="facts">
        <dt>{words.language}</dt>
        <dd>
          <ChoiceDetail customer={customer} field="language" label={words.language} options={choices(words.languages)} />
        </dd>
        {customer.kind === 'person' && (
          <>
            <dt>{words.formOfAddress}</dt>
            <dd>
              <ChoiceDetail customer={customer} field="formOfAddress" label={words.formOfAddress} options={choices(words.forms)} />
            </dd>
          </>
        )}
      </dl>
      <Points customerId={customer.id} contactId={null} points={points.filter(({ contactId }) => contactId === null)} />
    </Section>
  )
}

function Finances({ customer }: { customer: Customer }) {
  const words = useWords('file')
  const overdue = (customer.overdueMinor ?? 0) > 0
  return (
    <Section title={words.finances}>
      <dl className="facts">
        <dt>{words.balance}</dt>
        <dd>
          <NumberDetail customer={customer} field="balanceMinor" label={words.balance} />
          {(customer.balanceMinor ?? 0) < 0 && <span className="faint small"> {words.inCredit}</span>}
        </dd>
        <dt>{words.overdue}</dt>
        <dd>
          <NumberDetail customer={customer} field="overdueMinor" label={words.overdue} owed={overdue} />
        </dd>
        <dt>{words.creditLimit}</dt>
        <dd>
          <NumberDetail customer={customer} field="creditLimitMinor" label={words.creditLimit} />
        </dd>
        <dt>{words.terms}</dt>
        <dd>
          <NumberDetail customer={customer} field="paymentTermsDays" label={words.terms} hint={words.daysHint}>
            {words.days(customer.paymentTermsDays ?? 0)}
          </NumberDetail>
        </dd>
      </dl>
    </Section>
  )
}
