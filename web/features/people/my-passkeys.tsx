import { useState } from 'react'
import type { Passkey } from '../../../contract/sign-in.ts'
import { call } from '../../api/client.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { Name, When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { browserName } from './browser-name.ts'
import { knowsPasskeys, makePasskey } from './passkey.ts'

type Props = { passkeys: readonly Passkey[]; attempt: (work: () => Promise<void>) => Promise<void>; onCodes: (codes: readonly string[]) => void }

/** My passkeys, and a way to another. */
export function MyPasskeys({ passkeys, attempt, onCodes }: Props) {
  const words = useWords('security')
  const [naming, setNaming] = useState<Passkey>()
  // Named by itself, so that making one is one question by the browser and nothing else; a name can be given after.
  const add = () =>
    attempt(async () => {
      const made = await makePasskey()
      const { recoveryCodes } = await call('POST /me/passkeys', { body: { ...made, name: browserName(navigator.userAgent) || words.passkeys } })
      toast({ text: words.passkeyAdded, tone: 'good' })
      if (recoveryCodes) onCodes(recoveryCodes)
    })
  const remove = ({ id }: Passkey) =>
    attempt(async () => {
      await call('DELETE /me/passkeys/:id', { params: { id } })
      toast({ text: words.passkeyRemoved })
    })
  return (
    <>
      <li>
        <Icon name="fingerprint" />
        <div className="grow">
          <strong>{words.passkeys}</strong>
          <p className="faint small">{words.passkeysText}</p>
        </div>
        {knowsPasskeys() && (
          <Button small icon="plus" onPress={add}>
            {words.addPasskey}
          </Button>
        )}
      </li>
      {passkeys.map((passkey) => (
        <li key={passkey.id}>
          <Icon name="key-round" />
          <div className="grow">
            <strong>
              <Name>{passkey.name}</Name>
            </strong>
            <p className="faint small">
              {words.added} <When at={passkey.createdAt} style="moment" />
              {' · '}
              {passkey.lastUsedAt ? (
                <>
                  {words.lastUsed} <When at={passkey.lastUsedAt} />
                </>
              ) : (
                words.neverUsed
              )}
              {passkey.synced && ` · ${words.synced}`}
            </p>
          </div>
          <IconButton small icon="pencil" label={words.renamePasskey(passkey.name)} onPress={() => setNaming(passkey)} />
          <IconButton small danger icon="trash-2" label={words.removePasskey(passkey.name)} onPress={() => remove(passkey)} />
        </li>
      ))}
      {naming && (
        <Dialog size="small" title={words.renamePasskey(naming.name)} onClose={() => setNaming(undefined)}>
          <Form
            onCancel={() => setNaming(undefined)}
            onSave={({ name = '' }) =>
              attempt(async () => {
                await call('PATCH /me/passkeys/:id', { params: { id: naming.id }, body: { name } })
                setNaming(undefined)
              })
            }
          >
            <TextField name="name" label={words.passkeyName} hint={words.passkeyNameHint} defaultValue={naming.name} isRequired autoFocus maxLength={80} />
          </Form>
        </Dialog>
      )}
    </>
  )
}
