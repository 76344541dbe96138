import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { call } from '../api/client.ts'
import { ask } from '../api/query.ts'
import { setLanguage } from '../api/session.ts'
import { useComingIn } from '../features/people/coming-in.tsx'
import { Doorstep } from '../features/people/doorstep.tsx'
import { PasswordField } from '../features/people/password-field.tsx'
import { Form } from '../ui/form.tsx'
import { ButtonLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { useSentence } from '../ui/problem.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

/** A one-time link: choose a password and come in. */
export default function Join() {
  const words = useWords('people')
  const sentence = useSentence()
  const { token } = useParams({ from: '/join/$token' })
  const { arrive, step } = useComingIn()
  const { data: link, error } = useQuery({ ...ask('GET /access-links/:token', { params: { token } }), retry: false })
  const language = link?.language
  useEffect(() => {
    if (language) void setLanguage(language)
  }, [language])
  if (step) return step
  if (error)
    return (
      <Doorstep title={words.signInTitle}>
        <Notice tone="warn">{sentence(error)}</Notice>
        <div>
          <ButtonLink to="/sign-in">{words.signIn}</ButtonLink>
        </div>
      </Doorstep>
    )
  if (!link)
    return (
      <Doorstep title={words.signInTitle}>
        <Skeleton lines={4} />
      </Doorstep>
    )
  return (
    <Doorstep
      title={link.purpose === 'invite' ? words.joinTitle(link.name) : words.resetTitle(link.name)}
      text={link.purpose === 'invite' ? words.joinText : undefined}
    >
      <Form
        save={words.join}
        onSave={async ({ password = '' }) => {
          await arrive(await call('POST /access-links/:token', { params: { token }, body: { password } }))
        }}
      >
        <TextField label={words.email} value={link.email} ltr isReadOnly autoComplete="username" />
        <PasswordField name="password" label={words.newPassword} fresh autoFocus />
      </Form>
    </Doorstep>
  )
}
