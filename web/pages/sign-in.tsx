import { useSearch } from '@tanstack/react-router'
import { call } from '../api/client.ts'
import { useComingIn } from '../features/people/coming-in.tsx'
import { Doorstep } from '../features/people/doorstep.tsx'
import { OtherWaysIn } from '../features/people/other-ways-in.tsx'
import { PasswordField } from '../features/people/password-field.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words.tsx'

/** Signing in, and back to where one was going. */
export default function SignIn() {
  const words = useWords('people')
  const { back } = useSearch({ from: '/sign-in' })
  const { arrive, step } = useComingIn(back)
  if (step) return step
  return (
    <Doorstep title={words.signInTitle}>
      <Form
        save={words.signIn}
        onSave={async ({ email = '', password = '' }) => {
          await arrive(await call('POST /session', { body: { email, password } }))
        }}
      >
        <TextField name="email" label={words.email} type="email" ltr isRequired autoFocus autoComplete="username" inputMode="email" />
        <PasswordField name="password" label={words.password} />
      </Form>
      <OtherWaysIn back={back} onDone={arrive} />
      <p className="faint small">{words.forgot}</p>
    </Doorstep>
  )
}
