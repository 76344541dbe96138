import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import type { ComboBoxProps } from './combo-box.tsx'
import { FieldEnd, FieldLabel } from './field.tsx'
import { Icon } from './icon.tsx'
import { type Option, OptionList } from './options.tsx'

/** The box itself. */
export default function ComboBoxList({ label, hint, bare, className = '', options, find, value, onChange, placeholder, icon, ...rest }: ComboBoxProps) {
  const found = useFound(find)
  const items = find ? found.items : undefined
  const all = items ?? options ?? []
  return (
    <AriaComboBox<Option>
      {...rest}
      className={`field ${className}`}
      menuTrigger="focus"
      allowsEmptyCollection={Boolean(find)}
      {...(find
        ? {
            items: found.items,
            onInputChange: (text: string) => {
              found.look(text)
              rest.onInputChange?.(text)
            },
          }
        : { defaultItems: options ?? [] })}
      {...(value === undefined ? {} : { value })}
      onChange={(id) =>
        onChange?.(
          id as string | null,
          all.find((option) => option.id === id),
        )
      }
    >
      <FieldLabel label={label} bare={bare} must={rest.isRequired} />
      <Group className="input">
        {icon && <Icon name={icon} />}
        <Input placeholder={placeholder ?? ' '} dir="auto" />
        <Button className="button quiet icon-only small">
          <Icon name="chevrons-up-down" size={14} />
        </Button>
      </Group>
      <FieldEnd hint={hint} />
      <OptionList />
    </AriaComboBox>
  )
}

const pause = 120

/** The options of the newest text only: an older answer that comes late is dropped. */
function useFound(find: ComboBoxProps['find']) {
  const [items, setItems] = useState<Option[]>([])
  const running = useRef<AbortController>(null)
  const look = (text: string) => {
    running.current?.abort()
    const now = new AbortController()
    running.current = now
    setTimeout(
      async () => {
        if (now.signal.aborted || !find) return
        const options = await find(text, now.signal).catch(() => undefined)
        if (options && !now.signal.aborted) setItems(options)
      },
      text ? pause : 0,
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first look is made without typing
  useEffect(() => {
    if (find) look('')
    return () => running.current?.abort()
  }, [])
  return { items, look }
}
