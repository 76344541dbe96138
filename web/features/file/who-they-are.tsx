/** The customer's own particulars, each edited where it stands. */
import { useQuery } from '@tanstack/react-query'
import type { Customer } from '../../../contract/customers.ts'
import type { CustomerFile } from '../../../contract/file.ts'
import { ask } from '../../api/query.ts'
import { useIsHidden, useSession } from '../../api/session.ts'
import { Tag } from '../../ui/chip.tsx'
import { DayInPlace } from '../../ui/choose-in-place.tsx'
import { EditInPlace } from '../../ui/edit-in-place.tsx'
import { dayText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { ReadOnly, useReadOnly } from '../../ui/read-only.tsx'
import { toast } from '../../ui/toast.tsx'
import { Name, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { ChoiceDetail, TextDetail, useSaveDetail } from './detail.tsx'
import { saveTags } from './file-query.ts'
import { Section } from './section.tsx'
import { useChoosing } from './two-values.tsx'

const kinds = ['person', 'organisation'] as const

export function WhoTheyAre({ file: { customer, contacts, can } }: { file: CustomerFile }) {
  const words = useWords('file')
  const { data: users = [] } = useQuery({ ...ask('GET /users'), staleTime: 300_000 })
  const save = useSaveDetail(customer)
  const choose = useChoosing()
  const locale = useLocale()
  const hidden = useIsHidden()
  const keepsOwner = !can.includes('edit') || !can.includes('assign')
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
          <ReadOnly when={keepsOwner}>
            <ChoiceDetail customer={customer} field="ownerId" label={words.owner} options={owners} nothing="nobody" />
          </ReadOnly>
        </dd>
        <dt>{words.team}</dt>
        <dd>
          <ReadOnly when={keepsOwner}>
            <Team customer={customer} />
          </ReadOnly>
        </dd>
        {/* A person has no people of their own, so an organisation with some stays one. */}
        {(customer.kind === 'person' || contacts.length === 0) && (
          <>
            <dt>{words.kind}</dt>
            <dd>
              <ChoiceDetail customer={customer} field="kind" label={words.kind} options={kinds.map((id) => ({ id, label: words.kinds[id] }))} />
            </dd>
          </>
        )}
        <dt>{words.otherName}</dt>
        <dd>
          <TextDetail customer={customer} field="otherName" label={words.otherName} />
        </dd>
        <dt>{words.city}</dt>
        <dd>
          <TextDetail customer={customer} field="city" label={words.city} />
        </dd>
        <dt>{words.country}</dt>
        <dd>
          <TextDetail customer={customer} field="country" label={words.country} />
        </dd>
        {!hidden('taxId') && (
          <>
            <dt>{customer.kind === 'person' ? words.identityNumber : words.companyNumber}</dt>
            <dd>
              <TextDetail customer={customer} field="taxId" label={customer.kind === 'person' ? words.identityNumber : words.companyNumber} ltr />
            </dd>
          </>
        )}
        <dt>{words.ref}</dt>
        <dd>
          <TextDetail customer={customer} field="ref" label={words.ref} ltr />
        </dd>
        <dt>{words.customerSince}</dt>
        <dd>
          <DayInPlace
            label={words.customerSince}
            empty={words.empty}
            day={customer.customerSince}
            from="1900-01-01"
            onDay={(day) => {
              if (day !== null && day < '1900') return
              choose({
                field: 'customerSince',
                label: words.customerSince,
                shown: (value) => (value ? dayText(locale, String(value)) : '—'),
                save: (seen = customer.customerSince) => save(words.customerSince, { customerSince: day }, { customerSince: seen as string | null }),
              })
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

/** The teams this person may hand the file to; with no other, the name alone. */
function Team({ customer }: { customer: Customer }) {
  const words = useWords('file')
  const { user, scope } = useSession()
  const { data: teams = [] } = useQuery({ ...ask('GET /teams'), staleTime: 300_000 })
  const others = teams.filter(({ id, members }) => id !== customer.team.id && (scope === 'all' || members.some((member) => member.id === user.id)))
  if (others.length === 0) return <Name>{customer.team.name}</Name>
  const options = [customer.team, ...others].map(({ id, name }) => ({ id, label: name }))
  return <ChoiceDetail customer={customer} field="teamId" label={words.team} options={options} />
}

function Tags({ customer }: { customer: Customer }) {
  const words = useWords('file')
  const attempt = useAttempt()
  const readOnly = useReadOnly()
  const without = (tag: string) => saveTags(customer, (tags) => tags.filter((each) => each !== tag))
  const withTag = (tag: string) => saveTags(customer, (tags) => [...tags.filter((each) => each !== tag), tag])
  const said = (undo: () => Promise<void>) =>
    toast({
      text: words.changed(words.tags),
      tone: 'good',
      undo: () => attempt(() => undo().then(() => toast({ text: words.restored(words.tags) }))),
    })
  return (
    <div className="row wrap">
      {customer.tags.map((tag) => (
        <Tag key={tag} onRemove={readOnly ? undefined : () => attempt(() => without(tag).then(() => said(() => withTag(tag))))}>
          {tag}
        </Tag>
      ))}
      {!readOnly && (
        <EditInPlace label={words.addTag} text="" empty={`+ ${words.addTag}`} onSave={(tag) => withTag(tag).then(() => said(() => without(tag)))}>
          <Written>{''}</Written>
        </EditInPlace>
      )}
    </div>
  )
}
