import { useQuery } from '@tanstack/react-query'
import type { CustomerRow } from '../../../contract/customers.ts'
import type { TimelineEntry } from '../../../contract/file.ts'
import { fileQuery } from '../../api/file.ts'
import { IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ButtonLink } from '../../ui/link.tsx'
import { Peek } from '../../ui/peek.tsx'
import { usePlace } from '../../ui/place.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { DayText, Email, Money, Name, Phone, When, Written } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

type Props = { id: string; row: CustomerRow | undefined; onClose(): void; onStep(by: 1 | -1): void }

/** A look at one customer beside the list: what the row knows is there at once, the rest follows. */
export function CustomerPeek({ id, row, onClose, onStep }: Props) {
  const words = useWords('customers')
  const { data: file, error } = useQuery(fileQuery(id))
  const name = row?.name ?? file?.customer.name
  const steps = (
    <>
      <IconButton small icon="chevron-up" label={words.previous} keys="k" onPress={() => onStep(-1)} />
      <IconButton small icon="chevron-down" label={words.next} keys="j" onPress={() => onStep(1)} />
    </>
  )
  return (
    <Peek title={name === undefined ? <Skeleton width={160} height={16} /> : <Name>{name}</Name>} onClose={onClose} actions={steps}>
      <div className="column customer-peek">
        <ButtonLink look="soft" icon="id-card" to="/customers/$id" params={{ id }}>
          {words.open}
        </ButtonLink>
        {row ? <RowFacts row={row} /> : !error && <Skeleton lines={4} />}
        {error ? (
          <ProblemText of={error} />
        ) : file ? (
          <FileGlance promises={file.promises.filter(({ outcome }) => outcome === null)} today={file.today} latest={file.timeline.items.slice(0, 6)} />
        ) : (
          <Skeleton lines={6} />
        )}
      </div>
    </Peek>
  )
}

function RowFacts({ row }: { row: CustomerRow }) {
  const words = useWords('customers')
  return (
    <dl className="facts">
      {row.phone && (
        <>
          <dt>{words.phone}</dt>
          <dd>
            <Phone value={row.phone} call />
          </dd>
        </>
      )}
      {row.email && (
        <>
          <dt>{words.email}</dt>
          <dd>
            <Email value={row.email} write />
          </dd>
        </>
      )}
      {row.city && (
        <>
          <dt>{words.city}</dt>
          <dd>
            <Written>{row.city}</Written>
          </dd>
        </>
      )}
      <dt>{words.owner}</dt>
      <dd>{row.ownerName ? <Name>{row.ownerName}</Name> : words.nobody}</dd>
      {row.revenue12mMinor !== null && (
        <>
          <dt>{words.revenue}</dt>
          <dd>
            <Money minor={row.revenue12mMinor} currency={row.currency} style="round" />
          </dd>
        </>
      )}
      {row.balanceMinor !== null && (
        <>
          <dt>{words.balance}</dt>
          <dd>
            <Money minor={row.balanceMinor} currency={row.currency} owed={(row.overdueMinor ?? 0) > 0} />
          </dd>
        </>
      )}
      {row.tags.length > 0 && (
        <>
          <dt>{words.tags}</dt>
          <dd className="row wrap">
            {row.tags.map((tag) => (
              <Chip key={tag}>
                <bdi dir="auto">{tag}</bdi>
              </Chip>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

function FileGlance({
  promises,
  today,
  latest,
}: {
  promises: { id: string; text: string; dueOn: string }[]
  today: readonly TimelineEntry[]
  latest: readonly TimelineEntry[]
}) {
  const words = useWords('customers')
  const { today: thisDay } = usePlace()
  return (
    <>
      {promises.length > 0 && (
        <section>
          <h3>{words.promises}</h3>
          <ul className="customer-glance">
            {promises.map(({ id, text, dueOn }) => (
              <li key={id}>
                <Written>{text}</Written>
                <span className={dueOn < thisDay ? 'bad small' : 'faint small'}>
                  <DayText day={dueOn} style="from-today" />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {today.length > 0 && <Entries title={words.today} entries={today} />}
      {latest.length > 0 ? <Entries title={words.latest} entries={latest} /> : <p className="muted">{words.nothingYet}</p>}
    </>
  )
}

function Entries({ title, entries }: { title: string; entries: readonly TimelineEntry[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul className="customer-glance">
        {entries.map((entry) => (
          <li key={`${entry.kind}${entry.id}`}>
            <Gist entry={entry} />
            <span className="faint small">
              <When at={entry.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Gist({ entry }: { entry: TimelineEntry }) {
  switch (entry.kind) {
    case 'interaction':
      return <Written>{entry.asked || entry.subject || entry.preview}</Written>
    case 'order':
      return (
        <span>
          <bdi dir="ltr">{entry.number}</bdi> · <Money minor={entry.amountMinor} currency={entry.currency} />
        </span>
      )
    case 'score':
      return (
        <span>
          <bdi>{entry.value}</bdi>
          {entry.comment && (
            <>
              {' '}
              · <Written>{entry.comment}</Written>
            </>
          )}
        </span>
      )
    default:
      return <Written>{entry.text}</Written>
  }
}
