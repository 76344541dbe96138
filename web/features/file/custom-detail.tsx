/** One field of the company's own, edited where it stands as its type is. */
import type { ReactNode } from 'react'
import type { CustomField, CustomValue } from '../../../contract/custom-fields.ts'
import { useSession } from '../../api/session.ts'
import { AnyValue } from '../../ui/any-value.tsx'
import { Tag } from '../../ui/chip.tsx'
import { ChooseInPlace, DayInPlace } from '../../ui/choose-in-place.tsx'
import { EditInPlace } from '../../ui/edit-in-place.tsx'
import { minorUnits } from '../../ui/formats.ts'
import { Icon } from '../../ui/icon.tsx'
import { useReadOnly } from '../../ui/read-only.tsx'
import { toast } from '../../ui/toast.tsx'
import { useLanguage, useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { numberTyped } from './detail.tsx'
import { decideBetween, useChoosing } from './two-values.tsx'

type Value = CustomValue | null
/** What the fields are of: what stands in them, and how a change of one is sent with what was seen there. */
export type Holder = { custom: Readonly<Record<string, Value>>; write: (change: Record<string, Value>, seen: Record<string, Value>) => Promise<unknown> }
type Props = { holder: Holder; field: CustomField; names: ReadonlyMap<string, string> }

export function CustomDetail(props: Props) {
  const { field } = props
  const language = useLanguage()
  return (
    <>
      <dt title={field.help[language] || undefined}>
        <bdi dir="auto">{field.label[language]}</bdi>
      </dt>
      <dd>
        <Editor {...props} />
      </dd>
    </>
  )
}

function useSave({ custom, write }: Holder, { key, label }: CustomField) {
  const words = useWords('file')
  const language = useLanguage()
  const attempt = useAttempt()
  return async (value: Value, seen: Value = custom[key] ?? null) => {
    const before = custom[key] ?? null
    await write({ [key]: value }, { [key]: seen })
    toast({
      text: words.changed(label[language]),
      tone: 'good',
      undo: () => attempt(() => write({ [key]: before }, { [key]: value }).then(() => toast({ text: words.restored(label[language]) }))),
    })
  }
}

function Editor({ holder, field, names }: Props) {
  const words = useWords('file')
  const own = useWords('custom')
  const language = useLanguage()
  const { company } = useSession()
  const save = useSave(holder, field)
  const choose = useChoosing()
  const readOnly = useReadOnly()
  const value: Value = holder.custom[field.key] ?? null
  const label = field.label[language]
  const at = `custom.${field.key}`
  const labelOf = (key: string) => field.choices.find((choice) => choice.key === key)?.[language] ?? names.get(key)
  const shown: ReactNode = value !== null && (
    <AnyValue kind={field.type} value={value} currency={company.currency} label={labelOf} yes={own.yes} no={own.no} live />
  )
  const chosen = (next: Value, say: (value: unknown) => string) => choose({ field: at, label, shown: say, save: (seen = value) => save(next, seen as Value) })

  if (field.type === 'date')
    return (
      <DayInPlace
        label={label}
        empty={words.empty}
        day={value as string | null}
        from="1900-01-01"
        onDay={(day) => chosen(day, (said) => String(said ?? '—'))}
      />
    )
  if (field.type === 'choices') return <Choices field={field} label={label} value={(value ?? []) as string[]} onChange={(next) => chosen(next, String)} />
  if (field.type === 'choice' || field.type === 'person' || field.type === 'yesNo') {
    const options =
      field.type === 'choice'
        ? field.choices.map((choice) => ({ id: choice.key, label: choice[language] }))
        : field.type === 'person'
          ? [...names].map(([id, name]) => ({ id, label: name }))
          : [
              { id: 'true', label: own.yes },
              { id: 'false', label: own.no },
            ]
    const say = (said: unknown) => options.find(({ id }) => id === String(said))?.label ?? '—'
    return (
      <ChooseInPlace
        label={label}
        options={[{ id: nothing, label: own.none }, ...options]}
        value={value === null ? nothing : String(value)}
        onChange={(id) => {
          const next = id === nothing ? null : field.type === 'yesNo' ? id === 'true' : id
          if (next !== value) chosen(next, say)
        }}
      />
    )
  }
  const times = field.type === 'money' ? minorUnits(company.currency) : 1
  const measured = field.type === 'money' || field.type === 'number'
  const textOf = (said: unknown) => (said === null || said === undefined ? '' : measured ? String(Number(said) / times) : String(said))
  const readTyped = (typed: string): Value => (typed === '' ? null : measured ? inUnits(numberTyped(typed), times) : typed)
  // A link is pressed to follow it, so that what edits it stands beside it.
  const link = field.type === 'link' && value !== null
  const editor = (
    <EditInPlace
      label={label}
      text={textOf(value)}
      empty={words.empty}
      hint={field.help[language] || undefined}
      ltr={measured || ['phone', 'email', 'link'].includes(field.type)}
      onSave={(typed, began) => save(readTyped(typed), readTyped(began))}
      decide={decideBetween({ field: at, shown: textOf, save: (typed, seen) => save(readTyped(typed), (seen ?? null) as Value) })}
    >
      {link ? <Icon name="pencil" size={14} /> : shown}
    </EditInPlace>
  )
  return link ? (
    <div className="row wrap">
      {shown}
      {!readOnly && editor}
    </div>
  ) : (
    editor
  )
}

const nothing = 'none'
/** Of an amount whole minor units; of a number what was typed. */
const inUnits = (typed: number | null, times: number) => (typed === null ? null : times === 1 ? typed : Math.round(typed * times))

/** Several choices: each with what takes it away, and one more to add. */
function Choices({ field, label, value, onChange }: { field: CustomField; label: string; value: readonly string[]; onChange(value: string[]): void }) {
  const common = useWords('common')
  const language = useLanguage()
  const readOnly = useReadOnly()
  const left = field.choices.filter(({ key }) => !value.includes(key))
  return (
    <div className="row wrap">
      {value.map((key) => (
        <Tag key={key} onRemove={readOnly ? undefined : () => onChange(value.filter((each) => each !== key))}>
          {field.choices.find((choice) => choice.key === key)?.[language] ?? key}
        </Tag>
      ))}
      {!readOnly && left.length > 0 && (
        <ChooseInPlace
          label={label}
          options={[{ id: nothing, label: `+ ${common.add}` }, ...left.map((choice) => ({ id: choice.key, label: choice[language] }))]}
          value={nothing}
          onChange={(key) => {
            if (key !== nothing) onChange([...value, key])
          }}
        />
      )}
    </div>
  )
}
