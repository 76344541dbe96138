import type { DuplicateFile, DuplicatePair } from '../../../contract/duplicates.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { numberText } from '../../ui/formats.ts'
import { ButtonLink, Link } from '../../ui/link.tsx'
import { useLocale } from '../../ui/place.tsx'
import { Code, Email, Name, Phone, When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { Reasons } from './reasons.tsx'

type Props = { pair: DuplicatePair; onNotDuplicates(): void }

/** Two files side by side, why they look like one customer, and what to do about it. */
export function DuplicatePairCard({ pair: { one, other, verdict, certainty, reasons }, onNotDuplicates }: Props) {
  const words = useWords('duplicates')
  const locale = useLocale()
  // Rounded down: nothing is quite certain.
  const percent = Math.min(0.999, Math.floor(certainty * 1000) / 1000)
  return (
    <article className="card duplicate-pair" aria-label={words.pairOf(one.name, other.name)}>
      <div className="row wrap">
        <Chip tone={verdict === 'surely' ? 'accent' : 'plain'} dot>
          {words.verdict[verdict]} <bdi>{numberText(locale, percent, { style: 'percent', maximumFractionDigits: 1 })}</bdi>
        </Chip>
        <Reasons of={reasons} />
      </div>
      <div className="duplicate-files">
        <Essentials of={one} beside={other} />
        <Essentials of={other} beside={one} />
      </div>
      <div className="row">
        <ButtonLink look="soft" to="/customers/$id/merge/$otherId" params={{ id: one.id, otherId: other.id }}>
          {words.merge}
        </ButtonLink>
        <Button onPress={onNotDuplicates}>{words.notDuplicates}</Button>
      </div>
    </article>
  )
}

function Essentials({ of: file, beside }: { of: DuplicateFile; beside: DuplicateFile }) {
  const words = useWords('duplicates')
  const rows = [
    { name: words.number, there: true, value: <Code>{String(file.number)}</Code> },
    {
      name: words.phones,
      there: file.phones.length + beside.phones.length > 0,
      value: file.phones.map((phone) => <Phone key={phone} value={phone} />),
    },
    {
      name: words.emails,
      there: file.emails.length + beside.emails.length > 0,
      value: file.emails.map((email) => <Email key={email} value={email} />),
    },
    { name: words.taxId[file.kind], there: (file.taxId ?? beside.taxId) !== null, value: file.taxId && <Code>{file.taxId}</Code> },
    { name: words.city, there: file.city + beside.city !== '', value: <Written>{file.city}</Written> },
    { name: words.owner, there: (file.owner ?? beside.owner) !== null, value: file.owner && <Name>{file.owner.name}</Name> },
    { name: words.created, there: true, value: <When at={file.createdAt} /> },
    { name: words.lastContact, there: (file.lastContactAt ?? beside.lastContactAt) !== null, value: file.lastContactAt && <When at={file.lastContactAt} /> },
  ]
  return (
    <section>
      <h2>
        <Link to="/customers/$id" params={{ id: file.id }}>
          <Name>{file.name}</Name>
        </Link>
      </h2>
      {file.otherName && (
        <p className="muted small">
          <Name>{file.otherName}</Name>
        </p>
      )}
      <dl className="facts">
        {rows
          .filter(({ there }) => there)
          .map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value || <span className="faint">–</span>}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
