import './security.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { ask, refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { later } from '../../ui/later.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { When } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { MyPasskeys } from './my-passkeys.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

const AddApp = later(() => import('./add-app.tsx'))

/** What I have besides a password. */
export function MyFactors() {
  const words = useWords('security')
  const sentence = useSentence()
  const { data: factors, error } = useQuery(ask('GET /me/factors'))
  const [adding, setAdding] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>()
  if (error) throw error
  const renew = () => refresh('GET /me/factors', 'GET /session')
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
      await renew()
    } catch (error) {
      toast({ text: sentence(error), tone: 'bad' })
    }
  }
  const removeApp = () =>
    attempt(async () => {
      await call('DELETE /me/totp')
      toast({ text: words.appRemoved })
    })
  return (
    <Card title={words.factors}>
      <p className="muted small">{words.factorsText}</p>
      {factors ? (
        <ul className="proofs">
          <li>
            <Icon name="smartphone" />
            <div className="grow">
              <strong>{words.app}</strong>
              <p className="faint small">
                {factors.totp ? (
                  <>
                    {words.appSince} <When at={factors.totp.createdAt} style="moment" />
                  </>
                ) : (
                  words.appOff
                )}
              </p>
            </div>
            <Button small icon={factors.totp ? 'refresh-cw' : 'plus'} onPress={() => setAdding(true)}>
              {factors.totp ? words.replaceApp : words.addApp}
            </Button>
            {factors.totp && (
              <Button small look="quiet" danger onPress={removeApp}>
                {words.removeApp}
              </Button>
            )}
          </li>
          <MyPasskeys passkeys={factors.passkeys} attempt={attempt} onCodes={setCodes} />
          {(factors.totp || factors.passkeys.length > 0) && (
            <li>
              <Icon name="file-text" />
              <div className="grow">
                <strong>{words.recoveryCodes}</strong>
                <p className="faint small">{words.codesLeft(factors.recoveryCodesLeft)}</p>
              </div>
              <Button small onPress={() => attempt(async () => setCodes((await call('POST /me/recovery-codes')).recoveryCodes))}>
                {words.newCodes}
              </Button>
            </li>
          )}
        </ul>
      ) : (
        <Skeleton lines={4} />
      )}
      {adding && (
        <AddApp
          onClose={() => setAdding(false)}
          onDone={async (shown) => {
            setAdding(false)
            if (shown) setCodes(shown)
            await renew()
          }}
        />
      )}
      {codes && (
        <Dialog title={words.recoveryCodes} urgent onClose={() => setCodes(undefined)}>
          <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />
        </Dialog>
      )}
    </Card>
  )
}
