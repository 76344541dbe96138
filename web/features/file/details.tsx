import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Customer, Preference } from '../../../contract/customers.ts'
import type { CustomerFile } from '../../../contract/file.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { ask } from '../../api/query.ts'
import { IconButton } from '../../ui/button.tsx'
import { Tag } from '../../ui/chip.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { EditInPlace } from '../../ui/edit-in-place.tsx'
import { Icon } from '../../ui/icon.tsx'
import { toast } from '../../ui/toast.tsx'
import { Name, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { ChoiceDetail, NumberDetail, TextDetail, useSaveDetail } from './detail.tsx'
import { changePart } from './file-query.ts'
import { Points } from './points.tsx'

export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="file-section">
      <div className="row">
        <h2 className="grow">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

/** Who they are and how to speak to them: everything of the start side. */
export function Details({ file }: { file: CustomerFile }) {
  return (
    <>
      <HowToSpeak file={file} />
      <Preferences customerId={file.customer.id} preferences={file.preferences} />
      <Finances customer={file.customer} />
      <WhoTheyAre customer={file.customer} />
    </>
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

function Preferences({ customerId, preferences }: { customerId: string; preferences: readonly Preference[] }) {
  const words = useWords('file')
  const attempt = useAttempt()
  const params = { id: customerId }
  const add = (text: string) => {
    const fresh: Preference = { id: newId(), kind: 'preference', text, createdAt: new Date().toISOString(), createdBy: null }
    return changePart(
      customerId,
      (file) => ({ ...file, preferences: [fresh, ...file.preferences] }),
      () => call('POST /customers/:id/preferences', { params, body: { id: fresh.id, kind: 'preference', text } }),
    )
  }
  const remove = async ({ id, text }: Preference) => {
    await changePart(
      customerId,
      (file) => ({ ...file, preferences: file.preferences.filter((each) => each.id !== id) }),
      () => call('DELETE /customers/:id/preferences/:partId', { params: { ...params, partId: id } }),
    )
    toast({ text: words.preferenceRemoved, undo: () => attempt(() => add(text)) })
  }
  return (
    <Section title={words.preferences}>
      <ul className="preferences">
        {preferences.map((preference) => (
          <li key={preference.id}>
            <Icon name="pin" size={14} />
            <span className="grow" dir="auto">
              {preference.text}
            </span>
            <Remove label={preference.text} onPress={() => attempt(() => remove(preference))} />
          </li>
        ))}
        <li className="add">
          <EditInPlace label={words.addPreference} text="" empty={words.addPreference} hint={words.noPreferences} onSave={add}>
            {null}
          </EditInPlace>
        </li>
      </ul>
    </Section>
  )
}

function Remove({ label, onPress }: { label: string; onPress(): void }) {
  const common = useWords('common')
  return <IconButton icon="x" small label={`${common.remove}: ⁨${label}⁩`} className="on-hover" onPress={onPress} />
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

function WhoTheyAre({ customer }: { customer: Customer }) {
  const words = useWords('file')
  const { data: users = [] } = useQuery({ ...ask('GET /users'), staleTime: 300_000 })
  const save = useSaveDetail(customer)
  const attempt = useAttempt()
  const known = customer.owner && !users.some(({ id }) => id === customer.ownerId) ? [{ id: customer.owner.id, label: customer.owner.name }] : []
  const owners = [
    { id: 'nobody', label: words.nobody },
    ...known,
    ...users.filter(({ deactivatedAt }) => !deactivatedAt).map(({ id, name }) => ({ id, label: name })),
  ]
  return (
    <Section title={words.details}>
      <dl className="facts">
        <dt>{words.owner}</dt>
        <dd>
          <ChoiceDetail customer={customer} field="ownerId" label={words.owner} options={owners} nothing="nobody" />
        </dd>
        <dt>{words.team}</dt>
        <dd>
          <Name>{customer.team.name}</Name>
        </dd>
        <dt>{words.otherName}</dt>
        <dd>
          <TextDetail customer={customer} field="otherName" label={words.otherName} />
        </dd>
        <dt>{words.city}</dt>
        <dd>
          <TextDetail customer={customer} field="city" label={words.city} />
        </dd>
        <dt>{customer.kind === 'person' ? words.identityNumber : words.companyNumber}</dt>
        <dd>
          <TextDetail customer={customer} field="taxId" label={customer.kind === 'person' ? words.identityNumber : words.companyNumber} ltr />
        </dd>
        <dt>{words.ref}</dt>
        <dd>
          <TextDetail customer={customer} field="ref" label={words.ref} ltr />
        </dd>
        <dt>{words.customerSince}</dt>
        <dd>
          <DateField
            bare
            label={words.customerSince}
            className="edit-choice"
            day={customer.customerSince}
            from="1900-01-01"
            onDay={(day) => {
              if (day === null || day >= '1900') attempt(() => save(words.customerSince, { customerSince: day }))
            }}
          />
        </dd>
        <dt>{words.tags}</dt>
        <dd>
          <Tags customer={customer} />
        </dd>
      </dl>
    </Section>
  )
}

function Tags({ customer }: { customer: Customer }) {
  const words = useWords('file')
  const save = useSaveDetail(customer)
  const attempt = useAttempt()
  return (
    <div className="row wrap">
      {customer.tags.map((tag) => (
        <Tag key={tag} onRemove={() => attempt(() => save(words.tags, { tags: customer.tags.filter((each) => each !== tag) }))}>
          {tag}
        </Tag>
      ))}
      <EditInPlace
        label={words.addTag}
        text=""
        empty={`+ ${words.addTag}`}
        onSave={async (tag) => {
          if (!customer.tags.includes(tag)) await save(words.tags, { tags: [...customer.tags, tag] })
        }}
      >
        <Written>{''}</Written>
      </EditInPlace>
    </div>
  )
}
