import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'

/** Six digits of the authenticator app, or a recovery code. */
export function CodeField({ recovering, label }: { recovering?: boolean; label?: string }) {
  const words = useWords('people')
  if (recovering)
    return <TextField key="recovery" name="code" label={words.recoveryCode} ltr isRequired autoFocus autoComplete="off" placeholder="xxxx-xxxx-xxxx-xxxx" />
  return (
    <TextField
      key="app"
      name="code"
      label={label ?? words.code}
      hint={label ? undefined : words.secondStepText}
      ltr
      isRequired
      autoFocus
      autoComplete="one-time-code"
      inputMode="numeric"
      placeholder="000000"
    />
  )
}
