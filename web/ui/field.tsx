/** What every field has: a label, a hint, and what is wrong with it. */
import { type ReactNode, useContext, useState } from 'react'
import { FieldError, FieldErrorContext } from 'react-aria-components/FieldError'
import { Label as AriaLabel } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { Icon } from './icon.tsx'

export type FieldProps = { label: string; hint?: ReactNode /** Leaves the label to screen readers. */; bare?: boolean; className?: string }

export function FieldLabel({ label, bare, must }: { label: string; bare?: boolean; must?: boolean }) {
  return (
    <AriaLabel className={bare ? 'hidden-text' : 'label'}>
      {label}
      {must && (
        <span className="must" aria-hidden>
          *
        </span>
      )}
    </AriaLabel>
  )
}

/** A fault goes when its field is left. Its line stays, or the button being pressed would move away from under the pointer. */
export function FieldEnd({ hint }: { hint?: ReactNode }) {
  const wrong = useContext(FieldErrorContext)?.isInvalid === true
  const [wasWrong, setWasWrong] = useState(false)
  if (wrong && !wasWrong) setWasWrong(true)
  return (
    <>
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="fault">
        {({ validationErrors }) => (
          <>
            <Icon name="circle-alert" />
            {validationErrors.join(' ')}
          </>
        )}
      </FieldError>
      {wasWrong && !wrong && <span className="fault" aria-hidden />}
    </>
  )
}

/** A field whose workings are on their way: it looks as it will, and says what it holds. */
export function ComingField({ label, bare, className = '', says }: FieldProps & { says?: string }) {
  return (
    <div className={`field ${className}`} aria-busy="true">
      <span className={bare ? 'hidden-text' : 'label'}>{label}</span>
      <span className="input select-button">
        <span className="select-value">
          <bdi>{says}</bdi>
        </span>
      </span>
    </div>
  )
}
