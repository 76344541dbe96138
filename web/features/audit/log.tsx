/** The audit log: who did what, narrowed by person, action, file and day. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditEntry } from '../../../contract/audit.ts'
import { ask } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Link } from '../../ui/link.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Select } from '../../ui/select.tsx'
import { Code, Name, When } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { findCustomer } from './find-customer.ts'
import { useEntries } from './use-entries.ts'

type Filter = { actorId?: string; action?: AuditEntry['action']; fileId?: string; day?: string }

const any = 'any'
const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export function Log() {
  const words = useWords('audit')
  const [filter, setFilter] = useState<Filter>({})
  const { entries, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useEntries<AuditEntry>('GET /audit', { query: filter })
  const { data: users = [] } = useQuery({ ...ask('GET /users'), staleTime: 300_000 })
  const set = (part: Filter) => setFilter({ ...filter, ...part })
  return (
    <div className="column">
      <div className="log-filter">
        <Select
          label={words.person}
          value={filter.actorId ?? any}
          options={[{ id: any, label: words.everybody }, ...users.map(({ id, name }) => ({ id, label: name }))]}
          onChange={(id) => set({ actorId: id === any ? undefined : id })}
        />
        <Select
          label={words.action}
          value={filter.action ?? any}
          options={[{ id: any, label: words.everyAction }, ...Object.entries(words.actions).map(([id, label]) => ({ id, label }))]}
          onChange={(id) => set({ action: id === any ? undefined : (id as AuditEntry['action']) })}
        />
        <ComboBox key={filter.fileId ? 'one' : 'all'} label={words.fileOf} find={findCustomer} onChange={(id) => set({ fileId: id ?? undefined })} />
        <DateField label={words.day} day={filter.day ?? null} onDay={(day) => set({ day: day ?? undefined })} />
        {Object.values(filter).some(Boolean) && (
          <Button look="quiet" icon="x" onPress={() => setFilter({})}>
            {words.clear}
          </Button>
        )}
      </div>
      {error && !entries ? <ProblemText of={error} /> : entries ? <Entries entries={entries} /> : <Skeleton lines={8} />}
      {hasNextPage && (
        <Button look="quiet" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}

function Entries({ entries }: { entries: readonly AuditEntry[] }) {
  const words = useWords('audit')
  if (entries.length === 0) return <Empty icon="clipboard-list">{words.emptyLog}</Empty>
  return (
    <div className="wide-table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.action}</th>
            <th scope="col">{words.facts}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>
                <When at={entry.at} style="moment" />
              </td>
              <td>{entry.actor ? <Name>{entry.actor.name}</Name> : <span className="faint">–</span>}</td>
              <td>{words.actions[entry.action]}</td>
              <td>
                <About entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function About({ entry: { fileId, customerName, subject, facts } }: { entry: AuditEntry }) {
  const words = useWords('audit')
  const told = Object.entries(facts).filter(([, value]) => !isId.test(String(value)))
  return (
    <span className="row wrap">
      {fileId &&
        (customerName ? (
          <Link to="/customers/$id" params={{ id: fileId }}>
            <Name>{customerName}</Name>
          </Link>
        ) : (
          <span className="faint">{words.erased}</span>
        ))}
      {subject && <Name>{subject.name}</Name>}
      {told.map(([name, value]) =>
        name === 'from' ? (
          <span key={name} className="faint">
            {words.from[value as keyof typeof words.from]}
          </span>
        ) : (
          <Fact key={name} name={name} value={value} />
        ),
      )}
    </span>
  )
}

/** In the words of the reader where there are such; else as it was recorded. */
function Fact({ name, value }: { name: string; value: AuditEntry['facts'][string] }) {
  const words = useWords('audit')
  const { roles } = useWords('people')
  const known: Record<string, string> = { ...words.factSays, ...words.fields, ...roles }
  const names: Record<string, string> = words.factNames
  const parts = Array.isArray(value) ? value : [String(value)]
  return (
    <span className="faint small">
      {names[name] ?? <Code>{name}</Code>}
      {': '}
      {parts.length === 0 && '–'}
      {parts.map((part, place) => (
        <span key={part}>
          {place > 0 && ', '}
          {isMoment.test(part) ? <When at={part} style="moment" /> : (known[part] ?? <Code>{part}</Code>)}
        </span>
      ))}
    </span>
  )
}
