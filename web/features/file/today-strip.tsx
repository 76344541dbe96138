import type { CustomerFile, TimelineEntry } from '../../../contract/file.ts'
import { Icon } from '../../ui/icon.tsx'
import { usePlace } from '../../ui/place.tsx'
import { Money, When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { lookOf } from './entry-looks.ts'

/** The three seconds before "hello": what they asked today in any channel, what is open, what we promised. */
export function TodayStrip({ file: { today, promises, voices } }: { file: CustomerFile }) {
  const words = useWords('file')
  const { today: day } = usePlace()
  const late = promises.filter(({ dueOn }) => dueOn < day).length
  return (
    <section className="today-strip" aria-label={words.today}>
      <h2>{words.today}</h2>
      {today.length === 0 ? (
        <span className="muted small">{words.nothingToday}</span>
      ) : (
        <ul className="today-asked">
          {today.slice(0, 4).map((entry) => (
            <Asked key={entry.id} entry={entry} />
          ))}
          {today.length > 4 && <li className="faint small">+{today.length - 4}</li>}
        </ul>
      )}
      <span className="today-open">
        {late > 0 && (
          <span className="chip bad">
            <Icon name="clock" />
            {words.latePromises(late)}
          </span>
        )}
        {promises.length > late && (
          <span className="chip warn">
            <Icon name="handshake" />
            {words.openPromises(promises.length - late)}
          </span>
        )}
        {voices.length > 0 && (
          <span className="chip violet">
            <Icon name="lightbulb" />
            {words.openVoices(voices.length)}
          </span>
        )}
      </span>
    </section>
  )
}

function Asked({ entry }: { entry: TimelineEntry }) {
  const { channel, kind } = useWords('interactions')
  const orders = useWords('orders')
  const { icon, tone } = lookOf(entry)
  return (
    <li>
      <span className={`entry-mark small ${tone}`}>
        <Icon name={icon} size={13} />
      </span>
      <span className="clip">
        {entry.kind === 'interaction' ? (
          entry.asked || entry.subject || entry.preview ? (
            <Written>{entry.asked || entry.subject || entry.preview}</Written>
          ) : (
            channel[entry.channel]
          )
        ) : entry.kind === 'order' ? (
          <>
            {orders.kind[entry.orderKind]} <Money minor={entry.amountMinor} currency={entry.currency} style="round" />
          </>
        ) : entry.kind === 'voice' ? (
          <>
            {kind[entry.voice]}: <Written>{entry.text}</Written>
          </>
        ) : null}
      </span>
      <span className="faint small">
        <When at={entry.at} style="time" />
      </span>
    </li>
  )
}
