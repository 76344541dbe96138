import { type Ref, useEffect, useRef, useState } from 'react'
import { SearchField } from './search-field.tsx'

const pause = 30

/** Narrows a list as it is typed. A pause of a blink keeps fast typing from asking for every letter. */
export function FindField({
  label,
  value,
  onChange,
  inputRef,
}: {
  label: string
  value: string
  onChange(value: string): void
  inputRef?: Ref<HTMLInputElement>
}) {
  const [typed, setTyped] = useState(value)
  const sent = useRef(value)
  const newest = useRef(onChange)
  useEffect(() => {
    newest.current = onChange
  })
  // The link changed by other means: a view was opened, a filter cleared, the browser went back.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    const text = typed.trim()
    if (text === sent.current) return
    const waiting = setTimeout(() => {
      sent.current = text
      newest.current(text)
    }, pause)
    return () => clearTimeout(waiting)
  }, [typed])
  return <SearchField label={label} value={typed} onChange={setTyped} inputRef={inputRef} />
}
