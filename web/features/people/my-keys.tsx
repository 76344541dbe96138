import './security.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiKey } from '../../../contract/sign-in.ts'
import { call } from '../../api/client.ts'
import { ask, refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { later } from '../../ui/later.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { KeyTable } from './key-table.tsx'

const NewKey = later(() => import('./new-key.tsx'))

/** Keys by which programs act for me. */
export function MyKeys() {
  const words = useWords('security')
  const sentence = useSentence()
  const { data: keys, error } = useQuery(ask('GET /me/api-keys'))
  const [making, setMaking] = useState(false)
  if (error) throw error
  const revoke = async ({ id }: ApiKey) => {
    try {
      await call('DELETE /me/api-keys/:id', { params: { id } })
      await refresh('GET /me/api-keys')
      toast({ text: words.keyRevoked })
    } catch (error) {
      toast({ text: sentence(error), tone: 'bad' })
    }
  }
  return (
    <Card
      title={words.keys}
      actions={
        <Button small icon="plus" onPress={() => setMaking(true)}>
          {words.addKey}
        </Button>
      }
    >
      <p className="muted small">{words.keysText}</p>
      {keys ? <KeyTable keys={keys} onRevoke={revoke} /> : <Skeleton lines={2} />}
      {making && <NewKey onClose={() => setMaking(false)} />}
    </Card>
  )
}
