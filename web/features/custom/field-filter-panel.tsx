/** Filters by the company's own fields: those in use, and a list to take one more from. */
import { useState } from 'react'
import type { CustomField, FieldSubject } from '../../../contract/custom-fields.ts'
import { customOf, customText } from '../../api/asked-fields.ts'
import { useFields, useNames } from '../../api/fields.ts'
import { useSession } from '../../api/session.ts'
import { DateField } from '../../ui/date-field.tsx'
import { MoneyField, NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useLanguage, useWords } from '../../words.tsx'

type Props = { subject: FieldSubject /** What is asked of them. */; custom: string | undefined; onCustom(custom: string | undefined): void }
const nothing = 'nothing'

export function FieldFilters({ subject, custom, onCustom }: Props) {
  const words = useWords('custom')
  const language = useLanguage()
  const fields = useFields(subject)
  const asked = customOf(custom)
  // One that was taken from the list stands there before anything is asked of it.
  const [taken, setTaken] = useState<string[]>([])
  const inUse = fields.filter(({ key }) => taken.includes(key) || asked.some(([other]) => other === key))
  const left = fields.filter((field) => !inUse.includes(field))
  if (fields.length === 0) return null
  const ask = (key: string, value: string | undefined) =>
    onCustom(customText([...asked.filter(([other]) => other !== key), ...(value === undefined ? [] : [[key, value] as const])]))
  return (
    <>
      {inUse.map((field) => (
        <OneFilter key={field.key} field={field} asked={asked.find(([key]) => key === field.key)?.[1]} onAsk={(value) => ask(field.key, value)} />
      ))}
      {left.length > 0 && (
        <Select
          label={words.filterBy}
          value={nothing}
          options={[{ id: nothing, label: words.chooseField }, ...left.map(({ key, label }) => ({ id: key, label: label[language] }))]}
          onChange={(key) => {
            if (key !== nothing) setTaken([...taken, key])
          }}
        />
      )}
    </>
  )
}

type One = { field: CustomField; asked: string | undefined; onAsk(value: string | undefined): void }

function OneFilter({ field, asked, onAsk }: One) {
  const words = useWords('custom')
  const language = useLanguage()
  const names = useNames([field])
  const label = field.label[language]
  if (field.type === 'number' || field.type === 'money' || field.type === 'date') return <Between field={field} asked={asked} onAsk={onAsk} label={label} />
  const options =
    field.type === 'yesNo'
      ? [
          { id: 'true', label: words.yes },
          { id: 'false', label: words.no },
        ]
      : field.type === 'person'
        ? [...names].map(([id, name]) => ({ id, label: name }))
        : field.choices.map((choice) => ({ id: choice.key, label: choice[language] }))
  if (options.length === 0) return <Part label={label} asked={asked ?? ''} onAsk={(text) => onAsk(text || undefined)} />
  return (
    <Select
      label={label}
      value={asked === undefined ? nothing : asked === '' ? empty : asked}
      placeholder={options
        .filter(({ id }) => asked?.split(',').includes(id))
        .map((option) => option.label)
        .join(', ')}
      options={[{ id: nothing, label: words.anything }, ...options, { id: empty, label: words.isEmpty }]}
      onChange={(id) => onAsk(id === nothing ? undefined : id === empty ? '' : id)}
    />
  )
}
const empty = 'empty'

function Part({ label, asked, onAsk }: { label: string; asked: string; onAsk(text: string): void }) {
  const [text, setText] = useState(asked)
  const done = () => {
    if (text.trim() !== asked) onAsk(text.trim())
  }
  return (
    <TextField
      label={label}
      value={text}
      onChange={setText}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        else event.continuePropagation() // Esc closes what stands around it
      }}
    />
  )
}

function Between({ field, asked = '', onAsk, label }: One & { label: string }) {
  const words = useWords('custom')
  const { currency } = useSession().company
  const [from = '', until = asked] = asked === '' ? ['', ''] : asked.split('..')
  const set = (ends: [string, string]) => onAsk(ends[0] || ends[1] ? ends.join('..') : undefined)
  const ends = [
    [words.from(label), from, (end: string) => set([end, until])],
    [words.until(label), until, (end: string) => set([from, end])],
  ] as const
  return ends.map(([name, end, change]) =>
    field.type === 'date' ? (
      <DateField key={name} label={name} day={end || null} onDay={(day) => change(day ?? '')} />
    ) : field.type === 'money' ? (
      <MoneyField
        key={name}
        label={name}
        currency={currency}
        minor={end ? Number(end) : null}
        onMinor={(minor) => change(minor === null ? '' : String(minor))}
      />
    ) : (
      <NumberField key={name} label={name} value={end ? Number(end) : Number.NaN} onChange={(value) => change(Number.isNaN(value) ? '' : String(value))} />
    ),
  )
}
