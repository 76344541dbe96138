import { type Ref, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useWords } from '../../words.tsx'
import { useCustomerCount } from './list-queries.ts'
import type { FilterQuery } from './list-view.ts'

/** How many the filter finds; beyond ten thousand nobody counts. */
export function CustomerCount({ filter }: { filter: FilterQuery }) {
  const words = useWords('customers')
  const locale = useLocale()
  const { data } = useCustomerCount(filter)
  return (
    <span className="muted" role="status">
      {data && (data.capped ? words.countedAtLeast(numberText(locale, data.count)) : words.counted(data.count))}
    </span>
  )
}

const pause = 60

/** Narrows the list as it is typed. A pause of a blink keeps fast typing from asking for every letter. */
export function FindField({ value, onChange, inputRef }: { value: string; onChange(value: string): void; inputRef: Ref<HTMLInputElement> }) {
  const words = useWords('customers')
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
  return <SearchField label={words.find} value={typed} onChange={setTyped} inputRef={inputRef} />
}

export function NewButton({ onPress }: { onPress(): void }) {
  return (
    <Button look="filled" icon="plus" onPress={onPress}>
      {useWords('customers').newCustomer}
    </Button>
  )
}
