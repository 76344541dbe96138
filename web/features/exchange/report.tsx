import type { ImportEntity, ImportKind, ImportReport, LookAlikeWish } from '../../../contract/exchange.ts'
import { useFields } from '../../api/fields.ts'
import { Link } from '../../ui/link.tsx'
import { Select } from '../../ui/select.tsx'
import { Count, Name, Written } from '../../ui/values.tsx'
import { useLanguage, useWords } from '../../words.tsx'
import { ownSubjects } from './fields.ts'
import { lookAlikeWishes } from './reading-options.tsx'
import { fieldName } from './reason.ts'

/** What an import would do, or did: how many of each, and what was refused and why. */
export function Report({ report, kind, planned, wishes }: { report: ImportReport; kind: ImportKind; planned?: boolean; wishes?: RowWishes }) {
  const words = useWords('exchange')
  const { outcome } = words
  const language = useLanguage()
  const own = useFields(ownSubjects[kind])
  const nameOf = (field: string) => fieldName(words, field) ?? own.find(({ key }) => field === `custom.${key}`)?.label[language]
  const entities = Object.entries(report.entities) as [ImportEntity, { created: number; updated: number; unchanged: number }][]
  return (
    <>
      <div className="import-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.records}</th>
              <th scope="col" className="number">
                {planned ? outcome.created : outcome.createdDone}
              </th>
              <th scope="col" className="number">
                {planned ? outcome.updated : outcome.updatedDone}
              </th>
              <th scope="col" className="number">
                {outcome.unchanged}
              </th>
            </tr>
          </thead>
          <tbody>
            {entities.map(([entity, { created, updated, unchanged }]) => (
              <tr key={entity}>
                <th scope="row">{words.entity[entity]}</th>
                {[created, updated, unchanged].map((count, place) => (
                  <td key={['created', 'updated', 'unchanged'][place]} className="number">
                    <Count value={count} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="import-counts muted small">
        {words.rows(report.rows)} · {words.refusedLabel}: <Count value={report.refused} />
      </p>
      {report.lookAlikes && <LookAlikes found={report.lookAlikes} wishes={wishes} />}
      {report.refusals.length > 0 && (
        <>
          <h3 className="import-sub">{words.refusedTitle}</h3>
          <ul className="import-refusals">
            {report.refusals.map(({ reason, field, rows, examples }) => (
              <li key={reason + field}>
                <strong>
                  <Count value={rows} />
                </strong>{' '}
                {nameOf(field) ? `${nameOf(field)}: ${words.refusal[reason]}` : words.refusal[reason]}
                <span className="faint small">
                  {examples.map(({ row, value }) => (
                    <span key={row} className="import-example">
                      {words.rowNo(row)}
                      {value && (
                        <>
                          : <Written>{value.slice(0, 60)}</Written>
                        </>
                      )}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** What is to become of rows that look like a customer already here, by their numbers, and what becomes of those nothing is said of. */
export type RowWishes = { of: (row: number, verdict: 'surely' | 'maybe') => LookAlikeWish; set: (row: number, wish: LookAlikeWish) => void }

/** Rows that look like customers already here, each with the customer it looks like; the surest first. */
function LookAlikes({ found, wishes }: { found: NonNullable<ImportReport['lookAlikes']>; wishes: RowWishes | undefined }) {
  const words = useWords('exchange')
  const examples = (['surely', 'maybe'] as const).flatMap((verdict) => found.examples.filter((each) => each.verdict === verdict))
  const options = lookAlikeWishes.map((id) => ({ id, label: words.lookAlikesWishes[id] }))
  return (
    <>
      <h3 className="import-sub">{words.lookAlikesTitle}</h3>
      <p className="muted small">{words.lookAlikesCounts(found.surely, found.maybe)}</p>
      <ul className="import-alike">
        {examples.map(({ row, verdict, customerId, name }) => (
          <li key={row}>
            <span className="grow">
              {words.rowNo(row)} · {words.lookAlikesRow[verdict]}:{' '}
              {name === undefined ? (
                <span className="faint">{words.fileGone}</span>
              ) : (
                <Link to="/customers/$id" params={{ id: customerId }}>
                  <Name>{name}</Name>
                </Link>
              )}
            </span>
            {wishes && <Select bare label={words.rowWish(row)} value={wishes.of(row, verdict)} onChange={(wish) => wishes.set(row, wish)} options={options} />}
          </li>
        ))}
      </ul>
    </>
  )
}
