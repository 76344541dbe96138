import './security.css'
import { useQuery } from '@tanstack/react-query'
import type { MySession } from '../../../contract/sign-in.ts'
import { call } from '../../api/client.ts'
import { ask, refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { Code, When } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { browserName } from './browser-name.ts'

/** Every browser I am signed in with; what I do not know, I end. */
export function MySessions() {
  const words = useWords('security')
  const sentence = useSentence()
  const { data: sessions, error } = useQuery(ask('GET /me/sessions'))
  if (error) throw error
  const end = async (work: () => Promise<string>) => {
    try {
      const text = await work()
      await refresh('GET /me/sessions')
      toast({ text, tone: 'good' })
    } catch (error) {
      toast({ text: sentence(error), tone: 'bad' })
    }
  }
  const endOne = ({ id }: MySession) => end(() => call('DELETE /me/sessions/:id', { params: { id } }).then(() => words.ended))
  const endOthers = () => end(async () => words.othersEnded((await call('DELETE /me/sessions')).ended))
  return (
    <Card
      title={words.sessions}
      actions={
        sessions &&
        sessions.length > 1 && (
          <Button small icon="log-out" onPress={endOthers}>
            {words.endOthers}
          </Button>
        )
      }
    >
      {sessions ? (
        <ul className="proofs">
          {sessions.map((session) => (
            <OneSession key={session.id} session={session} onEnd={() => endOne(session)} />
          ))}
        </ul>
      ) : (
        <Skeleton lines={3} />
      )}
    </Card>
  )
}

function OneSession({ session, onEnd }: { session: MySession; onEnd: () => void }) {
  const words = useWords('security')
  const name = browserName(session.userAgent) || words.unknownBrowser
  const phone = /iPhone|Android/.test(name)
  return (
    <li>
      <Icon name={phone ? 'smartphone' : 'monitor'} />
      <div className="grow">
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <p className="faint small">
          {words.firstSeen} <When at={session.createdAt} style="moment" /> {words.ways[session.way]} {words.fromAddress} <Code>{session.address}</Code>
        </p>
        <p className="faint small">
          {words.lastSeen} <When at={session.lastSeenAt} /> {words.fromAddress} <Code>{session.lastAddress}</Code>
        </p>
      </div>
      {session.here ? (
        <Chip tone="good" dot>
          {words.here}
        </Chip>
      ) : (
        <Button small look="quiet" danger aria-label={words.endSession(name)} onPress={onEnd}>
          {words.end}
        </Button>
      )}
    </li>
  )
}
