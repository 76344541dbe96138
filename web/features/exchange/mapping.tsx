import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportDetail, ImportKind, ImportMapping, Inspection } from '../../../contract/exchange.ts'
import { useFields } from '../../api/fields.ts'
import { ask } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { Written } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useLanguage, useWords } from '../../words.tsx'
import { fieldsOf, ownSubjects } from './fields.ts'
import { ReadingOptions, type Wishes } from './reading-options.tsx'
import { useReason } from './reason.ts'

export type Choice = { kind: ImportKind; mapping: ImportMapping }

/** Which column means what, over the first rows of the file itself. */
export function Mapping({ of, onCheck }: { of: ImportDetail; onCheck: (choice: Choice) => Promise<void> }) {
  const words = useWords('exchange')
  const reason = useReason()
  const [wishes, setWishes] = useState<Wishes>({ kind: of.kind })
  const [own, setOwn] = useState<Partial<ImportMapping>>(of.mapping ?? {})
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const { data: seen, error } = useQuery(ask('GET /imports/:id/inspection', { params: { id: of.id }, query: wishes }))
  if (error) return <Notice tone="bad">{reason(error)}</Notice>
  if (!seen) return <Skeleton lines={8} />
  const mapping: ImportMapping = { ...seen.mapping, ...own, encoding: seen.mapping.encoding, delimiter: seen.mapping.delimiter, header: seen.mapping.header }
  const read = (next: Wishes) => {
    setWishes({ ...wishes, ...next })
    setOwn({})
  }
  const check = async () => {
    setBusy(true)
    setFault(undefined)
    await onCheck({ kind: wishes.kind, mapping }).catch(setFault)
    setBusy(false)
  }
  return (
    <>
      <Card title={words.reading}>
        <ReadingOptions of={of} seen={seen} kind={wishes.kind} mapping={mapping} onRead={read} onChange={(part) => setOwn({ ...own, ...part })} />
        {seen.remembered && <Notice>{words.remembered}</Notice>}
      </Card>
      <Card title={words.columns} className="import-columns">
        <ColumnTable seen={seen} kind={wishes.kind} columns={mapping.columns} onColumns={(columns) => setOwn({ ...own, columns })} />
      </Card>
      {fault !== undefined && <Notice tone="bad">{reason(fault)}</Notice>}
      <div className="row">
        <Button look="filled" icon="check-check" isDisabled={busy} onPress={check}>
          {words.check}
        </Button>
      </div>
    </>
  )
}

type Columns = ImportMapping['columns']

function ColumnTable({ seen, kind, columns, onColumns }: { seen: Inspection; kind: ImportKind; columns: Columns; onColumns: (columns: Columns) => void }) {
  const words = useWords('exchange')
  const fieldOf = new Map(Object.entries(columns).map(([field, column]) => [column, field]))
  const language = useLanguage()
  const own = useFields(ownSubjects[kind])
  const options = [
    { id: '', label: words.ignore },
    ...fieldsOf(kind).map((field) => ({ id: field as string, label: words.field[field] })),
    ...own.map(({ key, label }) => ({ id: `custom.${key}`, label: label[language] })),
  ]
  const choose = (column: number, field: string) => {
    const rest = Object.entries(columns).filter(([name, at]) => at !== column && name !== field)
    onColumns(Object.fromEntries(field ? [...rest, [field, column]] : rest))
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className="import-scroll" tabIndex={0} aria-label={words.columns}>
      <table className="table import-preview">
        <thead>
          <tr>
            {seen.columns.map(({ name }, column) => {
              const shown = name || words.columnNo(column + 1)
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={column} scope="col" className={fieldOf.has(column) ? '' : 'import-left-out'}>
                  <Written>{shown}</Written>
                  <Select
                    bare
                    label={words.columnMeans(shown)}
                    value={fieldOf.get(column) ?? ''}
                    options={options}
                    onChange={(field) => choose(column, field)}
                  />
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {seen.preview.slice(0, 12).map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of the file is its place
            <tr key={place}>
              {seen.columns.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={column} className={fieldOf.has(column) ? '' : 'import-left-out'}>
                  <Written>{(row[column] ?? '').slice(0, 80)}</Written>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
