/** Files lent to a consultant: which, until when, why; and lending more. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Grant } from '../../../contract/customers.ts'
import type { User } from '../../../contract/people.ts'
import { call } from '../../api/client.ts'
import { ask, refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ProblemText, useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { Name, When, Written } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import './audit.css'
import { NewGrant } from './new-grant.tsx'

export default function Grants({ user, onClose }: { user: User; onClose: () => void }) {
  const words = useWords('audit')
  const [adding, setAdding] = useState(false)
  const { data: grants, error } = useQuery({ ...ask('GET /users/:id/grants', { params: { id: user.id } }), staleTime: 0 })
  return (
    <Sheet title={words.grantsOf(`⁨${user.name}⁩`)} onClose={onClose}>
      <div className="column">
        {adding ? (
          <NewGrant userId={user.id} onDone={() => setAdding(false)} />
        ) : (
          <Button icon="plus" look="soft" onPress={() => setAdding(true)}>
            {words.newGrant}
          </Button>
        )}
        {error && !grants ? <ProblemText of={error} /> : !grants && <Skeleton lines={4} />}
        {grants?.length === 0 && <Empty icon="folder">{words.noGrants}</Empty>}
        {grants?.map((grant) => (
          <Lent key={grant.id} userId={user.id} grant={grant} />
        ))}
      </div>
    </Sheet>
  )
}

function Lent({ userId, grant: { id, files, filter, reason, until, endedAt, createdBy } }: { userId: string; grant: Grant }) {
  const words = useWords('audit')
  const sentence = useSentence()
  const over = endedAt !== null || Date.parse(until) <= Date.now()
  const end = () =>
    call('DELETE /users/:id/grants/:partId', { params: { id: userId, partId: id } }).then(
      () => refresh('GET /users/:id/grants'),
      (error) => void toast({ text: sentence(error), tone: 'bad' }),
    )
  return (
    <article className="grant">
      <div className="row wrap">
        <strong className="grow">
          <Written>{reason}</Written>
        </strong>
        {over ? (
          <Chip>{words.ended}</Chip>
        ) : (
          <Button small look="quiet" danger icon="ban" onPress={() => void end()}>
            {words.endNow}
          </Button>
        )}
      </div>
      <p className="muted small">
        {words.holdsUntil} <When at={endedAt ?? until} style="moment" />
        {createdBy && (
          <>
            {' · '}
            <Name>{createdBy.name}</Name>
          </>
        )}
      </p>
      <p className="row wrap small">
        {files.length > 5 ? (
          <Chip icon="folder">{words.fileCount(files.length)}</Chip>
        ) : (
          files.map((file) => (
            <Chip key={file.id} icon="folder">
              <Name>{file.name}</Name>
            </Chip>
          ))
        )}
        {filter && <Chip icon="list-filter">{words.byFilter}</Chip>}
        {filter?.city && (
          <Chip>
            <Written>{filter.city}</Written>
          </Chip>
        )}
        {filter?.tag && (
          <Chip>
            <Written>{filter.tag}</Written>
          </Chip>
        )}
      </p>
    </article>
  )
}
