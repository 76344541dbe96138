import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../api/client.ts'
import { settle } from '../api/session.ts'
import { Doorstep } from '../features/people/doorstep.tsx'
import { PasswordField } from '../features/people/password-field.tsx'
import { FirstSteps } from '../features/settings/first-steps.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useLanguage, useWords } from '../words.tsx'

/** The first visit: the company and its administrator, then what to begin with. */
export default function Welcome() {
  const words = useWords('welcome')
  const people = useWords('people')
  const language = useLanguage()
  const navigate = useNavigate()
  const [made, setMade] = useState(false)
  useEffect(() => {
    if (made) return
    call('GET /setup').then(
      ({ done }) => {
        if (done) void navigate({ to: '/', replace: true })
      },
      () => {},
    )
  }, [made, navigate])
  if (made)
    return (
      <Doorstep title={words.ready} wide>
        <FirstSteps />
      </Doorstep>
    )
  return (
    <Doorstep
      title={words.title}
      text={
        <>
          {words.promise} {words.begin}
        </>
      }
    >
      <Form
        save={words.create}
        onSave={async ({ company = '', name = '', email = '', password = '' }) => {
          const session = await call('POST /setup', { body: { company, name, email, password, language } })
          setMade(true)
          await settle(session)
        }}
      >
        <TextField name="company" label={words.company} isRequired autoFocus autoComplete="organization" />
        <TextField name="name" label={people.fullName} isRequired autoComplete="name" />
        <TextField name="email" label={people.email} type="email" ltr isRequired autoComplete="username" inputMode="email" />
        <PasswordField name="password" label={people.password} fresh />
      </Form>
    </Doorstep>
  )
}
