import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { call, Refused } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { useIsHidden, useMay } from '../../api/session.ts'
import type { Filled } from '../../ui/any-fields.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, type Typed } from '../../ui/form.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import { teamsQuery, usersQuery } from './list-queries.ts'
import { LooksLike } from './looks-like.tsx'
import { RequiredFields } from './required-fields.tsx'

type Props = { me: { id: string }; onClose(): void; onCreated(customer: Customer): void }
const nobody = 'nobody'

/** Opening a file. Only the name must be given; the rest can follow in the file. */
export default function NewCustomer({ me, onClose, onCreated }: Props) {
  const words = useWords('customers')
  const teams = useQuery(teamsQuery).data ?? []
  const users = (useQuery(usersQuery).data ?? []).filter(({ deactivatedAt }) => !deactivatedAt)
  const [kind, setKind] = useState<Customer['kind']>('organisation')
  // Made once, so that pressing twice, or again after a lost answer, opens one file.
  const id = useRef(newId())
  const isHidden = useIsHidden()
  const [filled, setFilled] = useState<Filled>({})
  const mayAssign = useMay('assign')
  const [typed, setTyped] = useState<Typed>({})
  const mine = teams.filter(({ members }) => members.some((member) => member.id === me.id))

  async function create(typed: Typed) {
    const points = (['phone', 'email'] as const)
      .filter((channel) => typed[channel]?.trim())
      .map((channel) => ({ channel, value: typed[channel]!, isPrimary: true }))
    try {
      const customer = await call('POST /customers', {
        body: {
          id: id.current,
          kind,
          name: typed.name ?? '',
          otherName: typed.otherName || undefined,
          taxId: typed.taxId?.trim() || undefined,
          city: typed.city || undefined,
          teamId: typed.teamId || undefined,
          ownerId: typed.ownerId === nobody ? null : typed.ownerId || undefined,
          points,
          custom: filled,
        },
      })
      onCreated(customer)
    } catch (error) {
      throw error instanceof Refused && error.body.fields ? new Refused({ ...error.body, fields: byField(error.body.fields, points) }) : error
    }
  }

  return (
    <Dialog title={words.newCustomer} onClose={onClose}>
      <Form onSave={create} save={words.create} onCancel={onClose}>
        <div className="customer-form" onInput={(event) => setTyped(typedIn(event.currentTarget))}>
          <RadioGroup
            label={words.kind}
            segmented
            className="customer-wide"
            value={kind}
            onChange={setKind}
            options={[
              { id: 'organisation', label: words.kinds.organisation },
              { id: 'person', label: words.kinds.person },
            ]}
          />
          <TextField label={words.name} name="name" isRequired autoFocus maxLength={200} />
          <TextField label={words.otherName} name="otherName" hint={words.otherNameHint} maxLength={200} />
          {!isHidden('contactPoints') && (
            <>
              <TextField label={words.phone} name="phone" type="tel" ltr />
              <TextField label={words.email} name="email" ltr />
            </>
          )}
          {!isHidden('taxId') && <TextField label={kind === 'person' ? words.identityNumber : words.companyNumber} name="taxId" ltr maxLength={20} />}
          <TextField label={words.city} name="city" maxLength={100} />
          <RequiredFields filled={filled} onFill={setFilled} />
          {teams.length > 1 && (
            <Select
              label={words.team}
              name="teamId"
              defaultValue={(mine[0] ?? teams[0])?.id}
              options={teams.map((team) => ({ id: team.id, label: team.name }))}
            />
          )}
          {mayAssign && (
            <Select
              label={words.owner}
              name="ownerId"
              defaultValue={me.id}
              options={[...users.map((user) => ({ id: user.id, label: user.name })), { id: nobody, label: words.nobody }]}
            />
          )}
        </div>
        <LooksLike typed={typed} />
      </Form>
    </Dialog>
  )
}

const typedIn = (fields: HTMLElement): Typed =>
  Object.fromEntries([...fields.querySelectorAll('input')].filter(({ name }) => name).map(({ name, value }) => [name, value]))

/** The server names a fault by its place in what was sent; the form has a field for each contact point. */
function byField<Fault>(fields: Record<string, Fault>, points: { channel: string }[]) {
  return Object.fromEntries(
    Object.entries(fields).map(([path, fault]) => [points[Number(/^points\.(\d+)/.exec(path)?.[1] ?? Number.NaN)]?.channel ?? path, fault]),
  )
}
