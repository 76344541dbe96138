import { useState } from 'react'
import { call } from '../../api/client.ts'
import { Card } from '../../ui/card.tsx'
import { Form } from '../../ui/form.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import { PasswordField } from './password-field.tsx'

export function MyPassword() {
  const words = useWords('people')
  // A new form after a change: an emptied one, not one that shows what was typed.
  const [times, setTimes] = useState(0)
  return (
    <Card title={words.changePassword}>
      <Form
        key={times}
        save={words.changePassword}
        onSave={async ({ current = '', password = '' }) => {
          await call('PUT /me/password', { body: { current, password } })
          toast({ text: words.passwordChanged, tone: 'good' })
          setTimes(times + 1)
        }}
      >
        <div className="form-fields">
          <PasswordField name="current" label={words.currentPassword} />
          <PasswordField name="password" label={words.newPassword} fresh />
        </div>
      </Form>
    </Card>
  )
}
