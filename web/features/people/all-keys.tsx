import './security.css'
import { useQuery } from '@tanstack/react-query'
import type { ApiKey } from '../../../contract/sign-in.ts'
import { call } from '../../api/client.ts'
import { ask, refresh } from '../../api/query.ts'
import { Card } from '../../ui/card.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { Name } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { KeyTable } from './key-table.tsx'

/** Every key, whoever made it. */
export function AllKeys() {
  const words = useWords('security')
  const sentence = useSentence()
  const { data: keys, error } = useQuery(ask('GET /api-keys'))
  if (error) throw error
  const revoke = async ({ id }: ApiKey) => {
    try {
      await call('DELETE /api-keys/:id', { params: { id } })
      await refresh('GET /api-keys', 'GET /me/api-keys')
      toast({ text: words.keyRevoked })
    } catch (error) {
      toast({ text: sentence(error), tone: 'bad' })
    }
  }
  return (
    <Card title={words.allKeys}>
      {keys ? <KeyTable keys={keys} onRevoke={revoke} owner={(key) => <Name>{key.owner.name}</Name>} /> : <Skeleton lines={3} />}
    </Card>
  )
}
