import type { Ref } from 'react'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { SearchField as AriaSearchField, type SearchFieldProps } from 'react-aria-components/SearchField'
import { useWords } from '../words.tsx'
import { IconButton } from './button.tsx'
import { FieldLabel } from './field.tsx'
import { Icon } from './icon.tsx'

type Props = Omit<SearchFieldProps, 'children' | 'className'> & { label: string; placeholder?: string; className?: string; inputRef?: Ref<HTMLInputElement> }

/** Narrows what is on the screen; Esc empties it. */
export function SearchField({ label, placeholder, className = '', inputRef, ...rest }: Props) {
  const words = useWords('common')
  return (
    <AriaSearchField {...rest} className={`field ${className}`}>
      {({ isEmpty }) => (
        <>
          <FieldLabel label={label} bare />
          <Group className="input">
            <Icon name="search" />
            <Input ref={inputRef} placeholder={placeholder ?? label} dir="auto" />
            {!isEmpty && <IconButton icon="x" label={words.clear} small />}
          </Group>
        </>
      )}
    </AriaSearchField>
  )
}
