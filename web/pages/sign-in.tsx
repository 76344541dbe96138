import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { call } from '../api/client.ts'
import { settle } from '../api/session.ts'
import { Doorstep } from '../features/people/doorstep.tsx'
import { PasswordField } from '../features/people/password-field.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words.tsx'

/** Signing in, and back to where one was going. */
export default function SignIn() {
  const words = useWords('people')
  const { back } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const router = useRouter()
  return (
    <Doorstep title={words.signInTitle}>
      <Form
        save={words.signIn}
        onSave={async ({ email = '', password = '' }) => {
          await settle(await call('POST /session', { body: { email, password } }))
          await router.invalidate()
          // Only an address of ours: another site's must not be reached by a link to us.
          await navigate({ href: back?.startsWith('/') && !back.startsWith('//') ? back : '/', replace: true })
        }}
      >
        <TextField name="email" label={words.email} type="email" ltr isRequired autoFocus autoComplete="username" inputMode="email" />
        <PasswordField name="password" label={words.password} />
      </Form>
      <p className="faint small">{words.forgot}</p>
    </Doorstep>
  )
}
