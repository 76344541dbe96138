import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { TimelineEntry } from '../../../contract/file.ts'
import { address } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Icon } from '../../ui/icon.tsx'
import { DayText, Money, Name, When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { EntryFields } from './entry-fields.tsx'
import { lookOf, mostOf } from './entry-looks.ts'

export type Interaction = Extract<TimelineEntry, { kind: 'interaction' }>
type Props = {
  customerId: string
  entry: TimelineEntry
  folded: number
  open: boolean
  inside?: boolean
  onFold(): void
  onOrder(id: string): void
  onReply?: ((entry: Interaction) => void) | undefined
}

/** One entry of the timeline: its channel by icon, who turned to whom, when, and what it was about. */
export function Entry({ customerId, entry, folded, open, inside, onFold, onOrder, onReply }: Props) {
  const words = useWords('file')
  const { icon, tone } = lookOf(entry)
  return (
    <>
      <span className={`entry-mark ${tone}`}>
        <Icon name={icon} size={16} />
      </span>
      <div className={`entry-card ${entry.kind === 'interaction' && entry.channel === 'note' ? 'note' : ''} ${inside ? 'inside' : ''}`}>
        <header className="entry-head">
          <Heading entry={entry} onOrder={onOrder} />
          <span className="entry-at push">
            {entry.kind === 'interaction' && onReply && (
              <button type="button" className="entry-reply on-hover" title={words.reply[entry.direction]} onClick={() => onReply(entry)}>
                <Icon name="reply" size={15} />
                <span className="hidden-text">{words.reply[entry.direction]}</span>
              </button>
            )}
            <span className="faint small">
              <When at={entry.at} style="time" />
            </span>
          </span>
        </header>
        <Body customerId={customerId} entry={entry} />
        {folded > 0 && (
          <Button small look="quiet" icon={open ? 'chevron-up' : 'chevron-down'} className="entry-fold" onPress={onFold}>
            {open ? words.fold : words.inConversation(folded)}
          </Button>
        )}
      </div>
    </>
  )
}

function Heading({ entry, onOrder }: Pick<Props, 'entry' | 'onOrder'>) {
  const words = useWords('file')
  const recorded = useWords('interactions')
  const orders = useWords('orders')
  const title = (text: ReactNode) => <strong className="clip">{text}</strong>
  switch (entry.kind) {
    case 'interaction':
      return (
        <>
          {title(entry.subject ? <Written>{entry.subject}</Written> : recorded.channel[entry.channel])}
          <Direction entry={entry} />
        </>
      )
    case 'order':
      return (
        <>
          <button type="button" className="link entry-link" onClick={() => onOrder(entry.id)}>
            {entry.orderKind === 'return' ? orders.returnOf(entry.number) : orders.numberOf(entry.number)}
          </button>
          <span className="muted small">{orders.lineCount(entry.lineCount)}</span>
          <By person={entry.user} />
        </>
      )
    case 'promise':
      return (
        <>
          {title(words.promised)}
          {entry.outcome ? (
            <Chip tone={entry.outcome === 'broken' ? 'bad' : 'good'}>{recorded.outcome[entry.outcome]}</Chip>
          ) : (
            <Chip tone="warn">
              {words.dueOn} <DayText day={entry.dueOn} />
            </Chip>
          )}
          <By person={entry.keeper} />
        </>
      )
    case 'voice':
      return (
        <>
          {title(recorded.kind[entry.voice])}
          {entry.answer === null ? <Chip tone="warn">{words.waitingVoices}</Chip> : <Chip tone="good">{words.answered}</Chip>}
          <By person={entry.user} />
        </>
      )
    case 'score':
      return (
        <>
          {title(recorded[entry.question])}
          <By person={entry.user} />
        </>
      )
  }
}

const By = ({ person }: { person: { name: string } | null }) =>
  person ? (
    <span className="muted small clip">
      <Name>{person.name}</Name>
    </span>
  ) : null

/** An arrow from who spoke: in from the customer, out from us. */
function Direction({ entry }: { entry: Interaction }) {
  const { direction } = useWords('interactions')
  const from = entry.direction === 'in' ? entry.contact : entry.user
  const to = entry.direction === 'in' ? entry.user : entry.direction === 'out' ? entry.contact : null
  return (
    <span className="row muted small clip entry-who">
      {entry.direction !== 'internal' && <Icon name={entry.direction === 'in' ? 'arrow-down-left' : 'arrow-up-right'} size={14} />}
      <span className="hidden-text">{direction[entry.direction]}</span>
      {from && <Name>{from.name}</Name>}
      {from && to && <span aria-hidden>·</span>}
      {to && <Name>{to.name}</Name>}
    </span>
  )
}

function Body({ customerId, entry }: Pick<Props, 'customerId' | 'entry'>) {
  const words = useWords('file')
  switch (entry.kind) {
    case 'interaction':
      return <InteractionBody customerId={customerId} entry={entry} />
    case 'order':
      return (
        <p className="entry-text">
          <Money minor={entry.amountMinor} currency={entry.currency} />
        </p>
      )
    case 'promise':
      return <Said text={entry.text} />
    case 'voice':
      return (
        <>
          <Said text={entry.text} />
          {entry.answer && (
            <p className="entry-answer" dir="auto">
              <Icon name="reply" size={14} />
              <span className="hidden-text">{words.answer}: </span>
              {entry.answer}
            </p>
          )}
        </>
      )
    case 'score':
      return (
        <p className="entry-text">
          <bdi>{words.outOf(entry.value, mostOf[entry.question])}</bdi>
          {entry.comment && (
            <span className="entry-comment" dir="auto">
              {entry.comment}
            </span>
          )}
        </p>
      )
  }
}

const Said = ({ text }: { text: string }) => (
  <p className="entry-text" dir="auto">
    {text}
  </p>
)

/** The start of what was written; the whole of it on demand. */
function InteractionBody({ customerId, entry }: { customerId: string; entry: Interaction }) {
  const words = useWords('file')
  const [whole, setWhole] = useState(false)
  const { data } = useQuery({
    ...ask('GET /customers/:id/interactions/:partId', { params: { id: customerId, partId: entry.id } }),
    enabled: whole && entry.longer,
  })
  const text = whole && data ? data.body : entry.preview
  const long = entry.longer || entry.preview.length > 160 || entry.preview.includes('\n')
  return (
    <>
      {entry.asked && (
        <p className="entry-asked" dir="auto">
          <Icon name="hand" size={14} />
          <span className="hidden-text">{words.asked}: </span>
          {entry.asked}
        </p>
      )}
      {text && (
        <p className={`entry-text ${whole ? 'whole' : 'lines-2'}`} dir="auto">
          {text}
        </p>
      )}
      {long && (
        <button type="button" className="link small entry-more" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? words.readLess : words.readAll}
        </button>
      )}
      {Object.keys(entry.custom).length > 0 && <EntryFields custom={entry.custom} />}
      {entry.attachments.length > 0 && (
        <ul className="entry-files">
          {entry.attachments.map((file) => (
            <li key={file.id}>
              <a className="chip" download href={address('/customers/:id/attachments/:partId', { id: customerId, partId: file.id })}>
                <Icon name="paperclip" />
                <bdi dir="auto">{file.name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
