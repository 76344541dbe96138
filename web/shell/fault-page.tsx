/** What is shown when a page cannot be: it broke, or there is nothing at the address. */
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused } from '../api/client.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { ButtonLink } from '../ui/link.tsx'
import { useSentence } from '../ui/problem.tsx'
import { useWords } from '../words.tsx'

export function FaultPage({ error, reset }: { error: unknown; reset: () => void }) {
  const words = useWords('shell')
  const common = useWords('common')
  const sentence = useSentence()
  const router = useRouter()
  // A fault of the screen itself has no id from the server; its own helps to tell two reports apart.
  const [own] = useState(() => crypto.randomUUID().slice(0, 8))
  if (error instanceof Refused && error.body.code === 'not-found') return <LostPage />
  const said = error instanceof Refused ? error : Object.assign(new Error(), { body: { code: 'unexpected', id: own } })
  return (
    <Empty
      icon="circle-alert"
      action={
        <Button
          icon="refresh-cw"
          onPress={() => {
            // A screen that broke, or was opened before an upgrade and misses a part by now, is begun anew.
            if (!(error instanceof Refused)) return window.location.reload()
            reset()
            void router.invalidate()
          }}
        >
          {common.retry}
        </Button>
      }
    >
      <strong>{words.fault}</strong>
      <br />
      {sentence(said)}
    </Empty>
  )
}

export function LostPage() {
  const words = useWords('shell')
  return (
    <Empty icon="unlink" action={<ButtonLink to="/">{words.home}</ButtonLink>}>
      <strong>{words.lost}</strong>
      <br />
      {words.lostHint}
    </Empty>
  )
}
