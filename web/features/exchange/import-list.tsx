import type { ImportState, ImportSummary } from '../../../contract/exchange.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { Count, Name, When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

const tones: Record<ImportState, Tone> = {
  ready: 'plain',
  checking: 'info',
  checked: 'accent',
  importing: 'info',
  imported: 'good',
  cancelled: 'warn',
  failed: 'bad',
  undoing: 'info',
  undone: 'plain',
}

export function StateChip({ state }: { state: ImportState }) {
  return (
    <Chip tone={tones[state]} dot>
      {useWords('exchange').state[state]}
    </Chip>
  )
}

/** What was imported before, newest first. */
export function ImportList({ imports }: { imports: readonly ImportSummary[] }) {
  const words = useWords('exchange')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className="import-scroll" tabIndex={0} aria-label={words.past}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.file}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.stateLabel}</th>
            <th scope="col" className="number">
              {words.rowsLabel}
            </th>
            <th scope="col" className="number">
              {words.refusedLabel}
            </th>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.by}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map(({ id, name, kind, state, rows, refused, createdAt, createdBy }) => (
            <tr key={id}>
              <td>
                <Link to="/import/$id" params={{ id }}>
                  <Written>{name}</Written>
                </Link>
              </td>
              <td>{words.kind[kind]}</td>
              <td>
                <StateChip state={state} />
              </td>
              <td className="number">
                <Count value={rows} />
              </td>
              <td className="number">
                <Count value={refused} />
              </td>
              <td>
                <When at={createdAt} />
              </td>
              <td>{createdBy && <Name>{createdBy.name}</Name>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
