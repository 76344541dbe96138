import { useState } from 'react'
import type { CustomValue } from '../../../contract/custom-fields.ts'
import type { Contact, ContactPoint } from '../../../contract/customers.ts'
import type { CustomerFile } from '../../../contract/file.ts'
import { call } from '../../api/client.ts'
import { useFields, useNames, useShapes } from '../../api/fields.ts'
import { refreshFile } from '../../api/query.ts'
import { useIsHidden } from '../../api/session.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ChooseInPlace } from '../../ui/choose-in-place.tsx'
import { EditInPlace } from '../../ui/edit-in-place.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FoldFields, UnfoldedFields } from '../../ui/folded-fields.tsx'
import { Form } from '../../ui/form.tsx'
import { dayText } from '../../ui/formats.ts'
import { Menu } from '../../ui/menu.tsx'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { useReadOnly } from '../../ui/read-only.tsx'
import { refusalOf } from '../../ui/refusal.ts'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { Name, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { CustomDetail, type Holder } from './custom-detail.tsx'
import { changePart } from './file-query.ts'
import { Points } from './points.tsx'
import { decideBetween, useChoosing } from './two-values.tsx'
import { typedPoint } from './typed-point.ts'

/** The people at the customer: who decides, who pays, how each is reached. Those who left stay below. */
export function People({ file: { customer, contacts, points } }: { file: CustomerFile }) {
  const words = useWords('file')
  const { today } = usePlace()
  const [adding, setAdding] = useState(false)
  const readOnly = useReadOnly()
  const current = contacts.filter(({ untilDate }) => !untilDate || untilDate >= today)
  const former = contacts.filter((contact) => !current.includes(contact))
  return (
    <div className="people">
      {contacts.length === 0 && !adding && (
        <Empty
          icon="users"
          action={
            !readOnly && (
              <Button icon="user-plus" onPress={() => setAdding(true)}>
                {words.addPerson}
              </Button>
            )
          }
        >
          {words.noPeople}
        </Empty>
      )}
      {current.map((contact) => (
        <Person key={contact.id} customerId={customer.id} contact={contact} points={points} />
      ))}
      {adding ? (
        <NewPerson customerId={customer.id} onDone={() => setAdding(false)} />
      ) : (
        contacts.length > 0 &&
        !readOnly && (
          <Button small look="quiet" icon="plus" className="people-add" onPress={() => setAdding(true)}>
            {words.addPerson}
          </Button>
        )
      )}
      {former.length > 0 && (
        <details className="people-former">
          <summary className="muted small">
            {words.former} ({former.length})
          </summary>
          {former.map((contact) => (
            <Person key={contact.id} customerId={customer.id} contact={contact} points={points} />
          ))}
        </details>
      )}
    </div>
  )
}

const forms = ['f', 'm', 'x'] as const
type ContactChange = Omit<Partial<Contact>, 'custom'> & { custom?: Record<string, CustomValue | null> }

function Person({ customerId, contact, points }: { customerId: string; contact: Contact; points: readonly ContactPoint[] }) {
  const words = useWords('file')
  const locale = useLocale()
  const { today } = usePlace()
  const attempt = useAttempt()
  const readOnly = useReadOnly()
  const params = { id: customerId, partId: contact.id }
  const choose = useChoosing()
  const change = (part: ContactChange, seen?: ContactChange) =>
    changePart(
      customerId,
      (file) => ({
        ...file,
        contacts: file.contacts.map((each) => (each.id === contact.id ? ({ ...each, ...part, custom: { ...each.custom, ...part.custom } } as Contact) : each)),
      }),
      () => call('PATCH /customers/:id/contacts/:partId', { params, body: { ...part, seen } }),
    )
  const fields = useFields('contact')
  const names = useNames(fields)
  const holder: Holder = { custom: contact.custom, write: (custom, saw) => change({ custom }, { custom: saw }) }
  const end = async (untilDate: string | null) => {
    await change({ untilDate })
    if (untilDate) toast({ text: words.leftToast(contact.name), undo: () => attempt(() => end(contact.untilDate)) })
  }
  const editor = (field: 'name' | 'otherName' | 'contactRole' | 'jobTitle' | 'note') => ({
    text: contact[field],
    onSave: (text: string, began: string) => change({ [field]: text }, { [field]: began }),
    decide: decideBetween({ field, save: (text, seen) => change({ [field]: text }, { [field]: String(seen) }) }),
  })
  const own = points.filter(({ contactId }) => contactId === contact.id)
  const putBack = () =>
    changePart(
      customerId,
      (file) => ({ ...file, contacts: [...file.contacts, contact], points: [...file.points, ...own] }),
      () => call('POST /customers/:id/contacts', { params: { id: customerId }, body: { ...contact, points: own } }),
    )
  const remove = async () => {
    await changePart(
      customerId,
      (file) => ({
        ...file,
        contacts: file.contacts.filter(({ id }) => id !== contact.id),
        points: file.points.filter(({ contactId }) => contactId !== contact.id),
      }),
      () => call('DELETE /customers/:id/contacts/:partId', { params }),
    )
    toast({ text: words.personRemoved(contact.name), undo: () => attempt(putBack) })
  }
  const yesterday = new Date(Date.parse(`${today}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return (
    <article className="person" aria-label={contact.name}>
      <Avatar name={contact.name} size={34} />
      <div className="grow">
        <div className="row">
          <strong>
            <EditInPlace label={words.personName} empty={words.personName} {...editor('name')}>
              <Name>{contact.name}</Name>
            </EditInPlace>
          </strong>
          {contact.untilDate && <Chip>{words.until(dayText(locale, contact.untilDate))}</Chip>}
          {!readOnly && (
            <Menu
              label={words.personMenu(contact.name)}
              trigger={<IconButton icon="ellipsis" small label={words.personMenu(contact.name)} className="push" />}
              entries={[
                ...(contact.untilDate ? [] : [{ id: 'left', label: words.left, icon: 'user-x' as const, run: () => attempt(() => end(yesterday)) }]),
                { id: 'remove', label: words.removePerson, icon: 'trash-2', danger: true, run: () => attempt(remove) },
              ]}
            />
          )}
        </div>
        <dl className="facts person-facts">
          <dt>{words.otherName}</dt>
          <dd>
            <EditInPlace label={words.otherName} empty={words.empty} {...editor('otherName')}>
              <Written>{contact.otherName}</Written>
            </EditInPlace>
          </dd>
          <dt>{words.contactRole}</dt>
          <dd>
            <EditInPlace label={words.contactRole} empty={words.empty} hint={words.contactRoleHint} {...editor('contactRole')}>
              <Chip tone="accent">
                <bdi dir="auto">{contact.contactRole}</bdi>
              </Chip>
            </EditInPlace>
          </dd>
          <dt>{words.jobTitle}</dt>
          <dd>
            <EditInPlace label={words.jobTitle} empty={words.empty} {...editor('jobTitle')}>
              <Written>{contact.jobTitle}</Written>
            </EditInPlace>
          </dd>
          <dt>{words.formOfAddress}</dt>
          <dd>
            <ChooseInPlace
              label={words.formOfAddress}
              options={forms.map((id) => ({ id, label: words.forms[id] }))}
              value={contact.formOfAddress}
              onChange={(formOfAddress) =>
                choose({
                  field: 'formOfAddress',
                  label: words.formOfAddress,
                  shown: (value) => words.forms[value as Contact['formOfAddress']],
                  save: (seen = contact.formOfAddress) => change({ formOfAddress }, { formOfAddress: seen as Contact['formOfAddress'] }),
                })
              }
            />
          </dd>
          <dt>{words.personNote}</dt>
          <dd>
            <EditInPlace label={words.personNote} empty={words.empty} lines {...editor('note')}>
              <Written>{contact.note}</Written>
            </EditInPlace>
          </dd>
          {fields.map((field) => (
            <CustomDetail key={field.id} holder={holder} field={field} names={names} />
          ))}
        </dl>
        <Points customerId={customerId} contactId={contact.id} points={own} />
      </div>
    </article>
  )
}

function NewPerson({ customerId, onDone }: { customerId: string; onDone(): void }) {
  const words = useWords('file')
  const own = useWords('custom')
  const hidden = useIsHidden()('contactPoints')
  const fields = useShapes(useFields('contact'))
  const [custom, setCustom] = useState<Record<string, CustomValue>>({})
  const [unfolded, setUnfolded] = useState(false)
  const save = async ({ name = '', jobTitle, contactRole, point }: Record<string, string>) => {
    const points = point?.trim() ? [typedPoint(point)] : []
    await call('POST /customers/:id/contacts', { params: { id: customerId }, body: { name, jobTitle, contactRole, points, custom } }).catch(
      (fault: unknown) => {
        if (Object.keys(refusalOf(fault).fields ?? {}).some((field) => field.startsWith('custom.'))) setUnfolded(true)
        throw fault
      },
    )
    await refreshFile(customerId)
    onDone()
  }
  return (
    <Form className="card padded" label={words.addPerson} onSave={save} onCancel={onDone}>
      <div className="form-fields">
        <TextField name="name" label={words.personName} isRequired autoFocus />
        <TextField name="jobTitle" label={words.jobTitle} />
        <TextField name="contactRole" label={words.contactRole} hint={words.contactRoleHint} />
        {!hidden && <TextField name="point" label={words.pointValue} ltr />}
      </div>
      {fields.length > 0 && (
        <div>
          <FoldFields label={own.more} filled={custom} open={unfolded} onPress={() => setUnfolded(!unfolded)} />
        </div>
      )}
      {unfolded && <UnfoldedFields fields={fields} filled={custom} onFill={setCustom} none={own.none} />}
    </Form>
  )
}
