import type { MyDay } from '../../../contract/file.ts'
import type { Channel } from '../../../contract/interactions.ts'
import { Card } from '../../ui/card.tsx'
import { Badge } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { Name, When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

const icons: Record<Channel, IconName> = {
  phone: 'phone',
  email: 'mail',
  sms: 'message-square',
  whatsapp: 'message-circle',
  fax: 'printer',
  web_form: 'globe',
  web_chat: 'message-square-text',
  branch_visit: 'store',
  meeting: 'users',
  letter: 'file-text',
  order: 'shopping-cart',
  note: 'sticky-note',
}

/** Whom I was in touch with today. */
export function TodaysContacts({ contacts }: { contacts: MyDay['contacts'] }) {
  const words = useWords('day')
  return (
    <Card
      title={
        <>
          {words.contacts} {contacts.length > 0 && <Badge>{contacts.length}</Badge>}
        </>
      }
    >
      {contacts.length === 0 && <Empty icon="phone">{words.noContacts}</Empty>}
      <ul className="day-list">
        {contacts.map(({ customerId, customerName, channel, direction, subject, asked, at }) => (
          <li key={`${customerId}${at}`}>
            <span className="faint" title={`${words.channel[channel]} · ${words.direction[direction]}`}>
              <Icon name={icons[channel]} size={16} />
            </span>
            <div className="grow">
              <Link className="plain day-main" to="/customers/$id" params={{ id: customerId }}>
                <Name>{customerName}</Name>
              </Link>
              <p>
                <Written>{asked || subject || words.channel[channel]}</Written>
              </p>
            </div>
            <span className="muted small">
              <When at={at} style="time" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What others did lately in the files I look after. */
export function ChangedCustomers({ changed }: { changed: MyDay['changed'] }) {
  const words = useWords('day')
  const events: Record<string, string> = words.event
  return (
    <Card title={words.changed}>
      {changed.length === 0 && <Empty icon="bell">{words.noChanges}</Empty>}
      <ul className="day-list">
        {changed.map(({ customerId, customerName, type, by, at }) => (
          <li key={`${customerId}${type}${at}`}>
            <div className="grow">
              <Link className="plain day-main" to="/customers/$id" params={{ id: customerId }}>
                <Name>{customerName}</Name>
              </Link>
              <p className="muted">
                {events[type]} · {by ? <Name>{by}</Name> : words.somebody}
              </p>
            </div>
            <span className="muted small">
              <When at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
