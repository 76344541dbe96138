import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CameIn } from '../../../contract/people.ts'
import { call } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { useWords } from '../../words.tsx'
import { leaveForCompany } from './company-account.ts'
import { knowsPasskeys, showPasskey } from './passkey.ts'

/** Coming in without a password: by a passkey, or by the account one has with the company. */
export function OtherWaysIn({ back, onDone }: { back?: string; onDone: (came: CameIn) => Promise<void> }) {
  const words = useWords('people')
  const { data: ways } = useQuery(ask('GET /sign-in-ways'))
  const [fault, setFault] = useState<unknown>()
  const attempt = async (come: () => Promise<void>) => {
    setFault(undefined)
    await come().catch(setFault)
  }
  return (
    <div className="column">
      {knowsPasskeys() && (
        <Button icon="fingerprint" onPress={() => attempt(async () => onDone(await call('POST /session/passkey', { body: await showPasskey() })))}>
          {words.signInWithPasskey}
        </Button>
      )}
      {ways?.provider != null && (
        <Button icon="building-2" onPress={() => attempt(() => leaveForCompany(back))}>
          {words.signInWithCompany(ways.provider)}
        </Button>
      )}
      {fault !== undefined && <ProblemText of={fault} />}
    </div>
  )
}
