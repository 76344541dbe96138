import type { ImportEntity, ImportReport } from '../../../contract/exchange.ts'
import { Code, Count } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { fieldName } from './reason.ts'

/** What an import would do, or did: how many of each, and what was refused and why. */
export function Report({ report, planned }: { report: ImportReport; planned?: boolean }) {
  const words = useWords('exchange')
  const { outcome } = words
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
      <p className="muted small">
        {words.rows(report.rows)} · {words.refusedLabel}: <Count value={report.refused} />
      </p>
      {report.refusals.length > 0 && (
        <>
          <h3 className="import-sub">{words.refusedTitle}</h3>
          <ul className="import-refusals">
            {report.refusals.map(({ reason, field, rows, examples }) => (
              <li key={reason + field}>
                <strong>
                  <Count value={rows} />
                </strong>{' '}
                {fieldName(words, field) ? `${fieldName(words, field)}: ${words.refusal[reason]}` : words.refusal[reason]}
                <span className="faint small">
                  {examples.map(({ row, value }) => (
                    <span key={row} className="import-example">
                      {words.rowNo(row)} {value && <Code>{value.slice(0, 60)}</Code>}
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
