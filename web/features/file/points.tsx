import { useRef, useState } from 'react'
import type { ContactPoint } from '../../../contract/customers.ts'
import { newId } from '../../api/new-id.ts'
import { useIsHidden } from '../../api/session.ts'
import { IconButton } from '../../ui/button.tsx'
import { EditInPlace, InPlaceEditor } from '../../ui/edit-in-place.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import { Menu } from '../../ui/menu.tsx'
import { useReadOnly } from '../../ui/read-only.tsx'
import { toast } from '../../ui/toast.tsx'
import { Email, Phone, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { changePoint, primaryOf, putPoint, takePoint } from './point-changes.ts'
import { decideBetween } from './two-values.tsx'
import { typedPoint } from './typed-point.ts'

const icons: Record<ContactPoint['channel'], IconName> = { phone: 'phone', email: 'mail', fax: 'printer', post: 'map-pin', chat: 'message-circle' }

type Props = { customerId: string; contactId: string | null; points: readonly ContactPoint[] }

/** The addresses of the customer or of one of its people: each to press, the primary first. */
export function Points({ customerId, contactId, points }: Props) {
  const words = useWords('file')
  const readOnly = useReadOnly()
  const hidden = useIsHidden()('contactPoints')
  const add = (value: string) => putPoint(customerId, { id: newId(), contactId, ...typedPoint(value), label: '', isPrimary: false })
  if (hidden || (readOnly && points.length === 0)) return null
  return (
    <ul className="points">
      {points.map((point) => (
        <Point key={point.id} customerId={customerId} point={point} />
      ))}
      {!readOnly && (
        <li className="add">
          <EditInPlace label={words.addPoint} text="" empty={`+ ${words.addPoint}`} hint={words.pointHint} onSave={add}>
            {null}
          </EditInPlace>
        </li>
      )}
    </ul>
  )
}

function Point({ customerId, point }: { customerId: string; point: ContactPoint }) {
  const words = useWords('file')
  const common = useWords('common')
  const attempt = useAttempt()
  const readOnly = useReadOnly()
  const [editing, setEditing] = useState<'value' | 'label'>()
  const row = useRef<HTMLLIElement>(null)
  const close = () => {
    setEditing(undefined)
    requestAnimationFrame(() => row.current?.querySelector('button')?.focus())
  }
  const change = async (field: 'value' | 'label', text: string, saw: string) => {
    const changed = await changePoint(customerId, point, { [field]: text }, { [field]: saw })
    const undo = () => attempt(() => changePoint(customerId, point, { [field]: saw }, { [field]: changed[field] }))
    toast({ text: words.pointChanged, tone: 'good', undo })
  }
  const editor = (field: 'value' | 'label') => ({
    text: point[field],
    onSave: (text: string, began: string) => change(field, text, began),
    decide: decideBetween({ field, save: (text, seen) => change(field, text, String(seen)) }),
    onClose: close,
  })
  const makePrimary = async () => {
    const before = primaryOf(customerId, point.channel)
    await changePoint(customerId, point, { isPrimary: true })
    const undo = () => attempt(() => (before ? changePoint(customerId, before, { isPrimary: true }) : changePoint(customerId, point, { isPrimary: false })))
    toast({ text: words.madePrimary(point.value), tone: 'good', undo })
  }
  const remove = async () => {
    await takePoint(customerId, point)
    toast({ text: words.pointRemoved, undo: () => attempt(() => putPoint(customerId, point)) })
  }
  return (
    <li ref={row}>
      <Icon name={icons[point.channel]} size={15} />
      <span className="hidden-text">{words.channels[point.channel]}</span>
      {editing === 'value' ? (
        <InPlaceEditor label={words.pointValue} ltr={point.channel !== 'post'} {...editor('value')} />
      ) : (
        <span className="clip">
          <PointValue point={point} />
        </span>
      )}
      {point.isPrimary && <Icon name="star" size={12} className="good" />}
      {point.isPrimary && <span className="hidden-text">{words.primary}</span>}
      {editing === 'label' ? (
        <InPlaceEditor label={words.pointLabel} hint={words.pointLabelHint} {...editor('label')} />
      ) : (
        point.label && (
          <span className="faint small clip">
            <Written>{point.label}</Written>
          </span>
        )
      )}
      {!editing && !readOnly && (
        <Menu
          label={words.pointMenu(point.value)}
          trigger={<IconButton icon="ellipsis" small label={words.pointMenu(point.value)} className="on-hover push" />}
          entries={[
            { id: 'value', label: words.editPoint, icon: 'pencil', run: () => setEditing('value') },
            { id: 'label', label: words.describePoint, icon: 'tag', run: () => setEditing('label') },
            ...(point.isPrimary ? [] : [{ id: 'primary', label: words.makePrimary, icon: 'star' as const, run: () => attempt(makePrimary) }]),
            'line',
            { id: 'remove', label: common.remove, icon: 'trash-2', danger: true, run: () => attempt(remove) },
          ]}
        />
      )}
    </li>
  )
}

function PointValue({ point: { channel, value } }: { point: ContactPoint }) {
  if (channel === 'phone') return <Phone value={value} call />
  if (channel === 'fax') return <Phone value={value} />
  if (channel === 'email') return <Email value={value} write />
  if (channel === 'post')
    return (
      <a className="link plain" href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(value)}`} target="_blank" rel="noreferrer">
        <Written>{value}</Written>
      </a>
    )
  return <bdi dir="auto">{value}</bdi>
}
