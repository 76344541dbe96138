import { type ComponentProps, useState } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'

type Props = Omit<ComponentProps<typeof TextField>, 'type' | 'end' | 'ltr' | 'autoComplete'>

/** A password, which may be looked at. `fresh` for one that is being chosen. */
export function PasswordField({ fresh, ...rest }: Props & { fresh?: boolean }) {
  const words = useWords('people')
  const [seen, setSeen] = useState(false)
  return (
    <TextField
      {...rest}
      ltr
      isRequired
      type={seen ? 'text' : 'password'}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      hint={fresh ? words.passwordHint : rest.hint}
      end={
        <IconButton
          icon={seen ? 'eye-off' : 'eye'}
          label={seen ? words.hidePassword : words.showPassword}
          small
          onPress={() => setSeen(!seen)}
          excludeFromTabOrder
        />
      }
    />
  )
}
