import { useState } from 'react'
import { call } from '../../api/client.ts'
import { settle, useSession } from '../../api/session.ts'
import { Card } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { Form } from '../../ui/form.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import { SpeakingFields } from './speaking-fields.tsx'

/** My name, how to speak to me, my language and the look of the screen. */
export function MyDetails() {
  const words = useWords('people')
  const common = useWords('common')
  const { user } = useSession()
  const [draft, setDraft] = useState({ name: user.name, formOfAddress: user.formOfAddress, language: user.language, theme: user.theme })
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  return (
    <Card title={words.details}>
      <Form
        onSave={async () => {
          await settle(await call('PATCH /me', { body: draft }))
          toast({ text: common.saved, tone: 'good' })
        }}
      >
        <div className="form-fields">
          <TextField name="name" label={words.fullName} value={draft.name} onChange={(name) => change({ name })} isRequired autoComplete="name" />
          <TextField label={words.email} value={user.email} isReadOnly ltr />
        </div>
        <SpeakingFields formOfAddress={draft.formOfAddress} language={draft.language} onChange={change} />
        <RadioGroup
          segmented
          label={words.theme}
          value={draft.theme}
          onChange={(theme) => change({ theme })}
          options={[
            { id: 'system', label: words.themes.system, icon: 'monitor' },
            { id: 'light', label: words.themes.light, icon: 'sun' },
            { id: 'dark', label: words.themes.dark, icon: 'moon' },
          ]}
        />
      </Form>
    </Card>
  )
}
