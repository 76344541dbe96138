import './people.css'
import { useState } from 'react'
import { type KeyDomain, type KeyScope, keyDomains } from '../../../contract/key-scopes.ts'
import { call } from '../../api/client.ts'
import { refresh } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

type Access = 'none' | 'read' | 'write'
const validities = ['30', '90', '365', 'forever'] as const

/** What the key is for and may do; then the key itself, this once. */
export default function NewKey({ onClose }: { onClose: () => void }) {
  const words = useWords('security')
  const [given, setGiven] = useState<Partial<Record<KeyDomain, Access>>>({})
  const [validity, setValidity] = useState<(typeof validities)[number]>('90')
  const [made, setMade] = useState<string>()
  const [empty, setEmpty] = useState(false)
  const scopes = keyDomains.flatMap((domain): KeyScope[] => {
    const access = given[domain] ?? 'none'
    return access === 'none' ? [] : access === 'read' ? [`${domain}:read`] : [`${domain}:read`, `${domain}:write`]
  })
  const save = async ({ name = '' }: Record<string, string>) => {
    setEmpty(scopes.length === 0)
    if (scopes.length === 0) return
    const { key } = await call('POST /me/api-keys', { body: { name, scopes, days: validity === 'forever' ? null : Number(validity) } })
    setMade(key)
    await refresh('GET /me/api-keys', 'GET /api-keys')
  }
  return (
    <Dialog title={words.addKey} onClose={onClose} urgent={made !== undefined}>
      {made ? (
        <MadeKey value={made} onClose={onClose} />
      ) : (
        <Form save={words.makeKey} onCancel={onClose} onSave={save}>
          <div className="form-fields">
            <TextField name="name" label={words.keyName} isRequired autoFocus maxLength={80} />
            <Select
              label={words.keyExpires}
              value={validity}
              onChange={setValidity}
              options={validities.map((id) => ({
                id,
                label: id === 'forever' ? words.keyForever : id === '365' ? words.keyYear : words.keyDays(Number(id)),
              }))}
            />
          </div>
          <table className="scope-table">
            <caption className="label">{words.keyScopes}</caption>
            <tbody>
              {keyDomains.map((domain) => (
                <tr key={domain}>
                  <th scope="row">{words.domains[domain]}</th>
                  <td>
                    <Select
                      bare
                      small
                      label={words.domains[domain]}
                      value={given[domain] ?? 'none'}
                      onChange={(access) => setGiven({ ...given, [domain]: access })}
                      options={(['none', 'read', 'write'] as const).map((id) => ({ id, label: words.access[id] }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {empty && <Notice tone="warn">{words.chooseScope}</Notice>}
        </Form>
      )}
    </Dialog>
  )
}

function MadeKey({ value, onClose }: { value: string; onClose: () => void }) {
  const words = useWords('security')
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    toast({ text: words.copied, tone: 'good' })
  }
  return (
    <div className="column">
      <Notice tone="warn">{words.keyOnce}</Notice>
      <div className="link-box">
        <TextField label={words.key} value={value} isReadOnly ltr />
        <Button look="filled" icon="copy" autoFocus onPress={copy}>
          {words.copy}
        </Button>
      </div>
      <div className="form-end">
        <Button onPress={onClose}>{words.done}</Button>
      </div>
    </div>
  )
}
