import type { ContactPoint } from '../../../contract/customers.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { IconButton } from '../../ui/button.tsx'
import { EditInPlace } from '../../ui/edit-in-place.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import { Menu } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.tsx'
import { Email, Phone, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { changePart } from './file-query.ts'

const icons: Record<ContactPoint['channel'], IconName> = { phone: 'phone', email: 'mail', fax: 'printer', post: 'map-pin', chat: 'message-circle' }

/** What somebody typed, told apart by its look: an e-mail has an @, a phone only digits and signs, the rest is an address. */
export const channelOf = (typed: string): ContactPoint['channel'] => (typed.includes('@') ? 'email' : /^[+\d\s().*#-]+$/.test(typed) ? 'phone' : 'post')

type Props = { customerId: string; contactId: string | null; points: readonly ContactPoint[] }

/** The addresses of the customer or of one of its people: each to press, the primary first. */
export function Points({ customerId, contactId, points }: Props) {
  const words = useWords('file')
  const common = useWords('common')
  const attempt = useAttempt()
  const params = { id: customerId }
  const add = (value: string, channel = channelOf(value)) => {
    const fresh: ContactPoint = { id: newId(), contactId, channel, value, label: '', isPrimary: false }
    return changePart(
      customerId,
      (file) => ({ ...file, points: [...file.points, fresh] }),
      () => call('POST /customers/:id/points', { params, body: { id: fresh.id, contactId, channel, value } }),
    )
  }
  const remove = async (point: ContactPoint) => {
    await changePart(
      customerId,
      (file) => ({ ...file, points: file.points.filter(({ id }) => id !== point.id) }),
      () => call('DELETE /customers/:id/points/:partId', { params: { ...params, partId: point.id } }),
    )
    toast({ text: words.pointRemoved, undo: () => attempt(() => add(point.value, point.channel)) })
  }
  const makePrimary = (point: ContactPoint) =>
    changePart(
      customerId,
      (file) => ({ ...file, points: file.points.map((each) => (each.channel === point.channel ? { ...each, isPrimary: each.id === point.id } : each)) }),
      () => call('PATCH /customers/:id/points/:partId', { params: { ...params, partId: point.id }, body: { isPrimary: true } }),
    )
  return (
    <ul className="points">
      {points.map((point) => (
        <li key={point.id}>
          <Icon name={icons[point.channel]} size={15} />
          <span className="hidden-text">{words.channels[point.channel]}</span>
          <span className="clip">
            <PointValue point={point} />
          </span>
          {point.isPrimary && <Icon name="star" size={12} className="good" />}
          {point.isPrimary && <span className="hidden-text">{words.primary}</span>}
          {point.label && (
            <span className="faint small clip">
              <Written>{point.label}</Written>
            </span>
          )}
          <Menu
            label={words.pointMenu(point.value)}
            trigger={<IconButton icon="ellipsis" small label={words.pointMenu(point.value)} className="on-hover push" />}
            entries={[
              ...(point.isPrimary ? [] : [{ id: 'primary', label: words.makePrimary, icon: 'star' as const, run: () => attempt(() => makePrimary(point)) }]),
              { id: 'remove', label: common.remove, icon: 'trash-2', danger: true, run: () => attempt(() => remove(point)) },
            ]}
          />
        </li>
      ))}
      <li className="add">
        <EditInPlace label={words.addPoint} text="" empty={`+ ${words.addPoint}`} hint={words.pointValue} onSave={(typed) => add(typed)}>
          {null}
        </EditInPlace>
      </li>
    </ul>
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
