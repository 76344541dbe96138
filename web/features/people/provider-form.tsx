import { useState } from 'react'
import type { SignInPolicy } from '../../../contract/sign-in.ts'
import { call } from '../../api/client.ts'
import { remember } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Form, type Typed } from '../../ui/form.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

/** The company's OpenID Connect provider. Its secret goes in and never comes out. */
export function ProviderForm({ policy }: { policy: SignInPolicy }) {
  const words = useWords('security')
  const sentence = useSentence()
  const { provider } = policy
  const [open, setOpen] = useState(provider !== null)
  const [asks, setAsks] = useState(provider?.asksSecondFactor ?? false)
  const change = async (to: Parameters<typeof call<'PATCH /sign-in-policy'>>[1]['body']['provider']) => {
    remember('GET /sign-in-policy', {}, await call('PATCH /sign-in-policy', { body: { provider: to } }))
    toast({ text: words.policySaved, tone: 'good' })
  }
  const save = (typed: Typed) => {
    const {
      name = '',
      issuer = '',
      clientId = '',
      clientSecret,
    } = Object.fromEntries(Object.entries(typed).map(([field, value]) => [field.replace('provider.', ''), value]))
    return change({ name, issuer, clientId, asksSecondFactor: asks, ...(clientSecret ? { clientSecret } : {}) })
  }
  const disconnect = async () => {
    try {
      await change(null)
      setOpen(false)
    } catch (error) {
      toast({ text: sentence(error), tone: 'bad' })
    }
  }
  return (
    <div className="column">
      <p className="muted small">{words.providerText}</p>
      {open ? (
        <Form
          key={String(provider?.issuer)}
          onSave={save}
          aside={
            provider && (
              <Button small look="quiet" danger onPress={disconnect}>
                {words.disconnectProvider}
              </Button>
            )
          }
        >
          <div className="form-fields">
            <TextField name="provider.name" label={words.providerName} defaultValue={provider?.name} isRequired />
            <TextField name="provider.issuer" label={words.issuer} defaultValue={provider?.issuer} isRequired ltr inputMode="url" placeholder="https://" />
            <TextField name="provider.clientId" label={words.clientId} defaultValue={provider?.clientId} isRequired ltr autoComplete="off" />
            <TextField
              name="provider.clientSecret"
              label={words.clientSecret}
              hint={provider?.hasSecret ? words.clientSecretKept : undefined}
              type="password"
              ltr
              autoComplete="off"
            />
            <TextField label={words.returnAddress} value={policy.returnAddress} isReadOnly ltr className="whole" />
          </div>
          <Checkbox isSelected={asks} onChange={setAsks}>
            {words.asksSecondFactor}
          </Checkbox>
        </Form>
      ) : (
        <div>
          <Button icon="plus" onPress={() => setOpen(true)}>
            {words.connectProvider}
          </Button>
        </div>
      )}
    </div>
  )
}
