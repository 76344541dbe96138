/** Looks at files, newest first, as many as are asked for. */
import type { ReactNode } from 'react'
import type { Look, LookOfPerson } from '../../../contract/audit.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Link } from '../../ui/link.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Name, When } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { useEntries } from './use-entries.ts'

type Row = Pick<Look, 'id' | 'at' | 'action' | 'from'>
type Props<One extends Row> = { looks: ReturnType<typeof useEntries<One>>; head: string; about: (row: One) => ReactNode }

function LookTable<One extends Row>({ looks: { entries, error, hasNextPage, isFetchingNextPage, fetchNextPage }, head, about }: Props<One>) {
  const words = useWords('audit')
  const common = useWords('common')
  if (error && !entries) return <ProblemText of={error} />
  if (!entries) return <Skeleton lines={6} />
  if (entries.length === 0) return <Empty icon="eye">{words.noLooks}</Empty>
  return (
    <>
      <div className="wide-table">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.when}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((row) => (
              <tr key={row.id}>
                <th scope="row">{about(row)}</th>
                <td>
                  {words.lookActions[row.action]}
                  {row.from && <span className="faint"> · {words.from[row.from]}</span>}
                </td>
                <td>
                  <When at={row.at} style="moment" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button look="quiet" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </>
  )
}

/** Who looked at one file. */
export function LooksAtFile({ customerId }: { customerId: string }) {
  const words = useWords('audit')
  const looks = useEntries<Look>('GET /customers/:id/looks', { params: { id: customerId }, query: {} })
  return <LookTable looks={looks} head={words.who} about={({ person }) => (person ? <Name>{person.name}</Name> : words.nobody)} />
}

/** What one of us looked at. */
export function LooksOfPerson({ userId }: { userId: string }) {
  const words = useWords('audit')
  const looks = useEntries<LookOfPerson>('GET /users/:id/looks', { params: { id: userId }, query: {} })
  const about = ({ fileId, customerName }: LookOfPerson) =>
    customerName ? (
      <Link to="/customers/$id" params={{ id: fileId }}>
        <Name>{customerName}</Name>
      </Link>
    ) : (
      words.erased
    )
  return <LookTable looks={looks} head={words.customer} about={about} />
}
