import type { Delimiter, Encoding, ImportDetail, ImportKind, ImportMapping, Inspection, LookAlikeWish } from '../../../contract/exchange.ts'
import { Checkbox } from '../../ui/choice.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'

/** What makes the file be read anew. */
export type Wishes = { kind: ImportKind; encoding?: Encoding; delimiter?: Delimiter; header?: 'true' | 'false' }

type Props = {
  of: ImportDetail
  seen: Inspection
  kind: ImportKind
  mapping: ImportMapping
  onRead: (wishes: Partial<Wishes> & { kind: ImportKind }) => void
  onChange: (part: Partial<ImportMapping>) => void
}

export const lookAlikeWishes: readonly LookAlikeWish[] = ['create', 'link', 'skip']
const kinds: readonly ImportKind[] = ['customers', 'contacts', 'products', 'orders', 'interactions']
const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1255', 'windows-1252']

/** How the file reads, proposed and open to change. Only what matters to this file is asked. */
export function ReadingOptions({ seen, kind, mapping, onRead, onChange }: Props) {
  const words = useWords('exchange')
  const csv = seen.format === 'csv'
  const has = (type: string) => seen.columns.some((column) => column.type === type)
  const without = kind === 'orders' ? (['refuse', 'walk-in'] as const) : kind === 'contacts' ? (['refuse', 'own-file'] as const) : undefined
  const amounts = kind === 'orders' || kind === 'products' || (kind === 'customers' && (has('decimal') || has('integer')))
  return (
    <div className="import-options">
      {csv && (
        <Select label={words.what} value={kind} onChange={(next) => onRead({ kind: next })} options={kinds.map((id) => ({ id, label: words.kind[id] }))} />
      )}
      {csv && (
        <Select
          label={words.delimiter}
          value={mapping.delimiter}
          onChange={(delimiter) => onRead({ kind, delimiter })}
          options={[
            { id: ',', label: words.delimiters.comma },
            { id: ';', label: words.delimiters.semicolon },
            { id: '\t', label: words.delimiters.tab },
            { id: ' ', label: words.delimiters.space },
          ]}
        />
      )}
      <Select
        label={words.encoding}
        value={mapping.encoding}
        onChange={(encoding) => onRead({ kind, encoding })}
        options={encodings.map((id) => ({ id, label: id }))}
      />
      {has('date') && (
        <Select
          label={words.dateOrder}
          value={mapping.dateOrder}
          onChange={(dateOrder) => onChange({ dateOrder })}
          options={(['dmy', 'mdy', 'ymd'] as const).map((id) => ({ id, label: words.dateOrders[id] }))}
        />
      )}
      {amounts && (
        <Select
          label={words.decimal}
          value={mapping.decimal}
          onChange={(decimal) => onChange({ decimal })}
          options={[
            { id: '.', label: words.decimals.point },
            { id: ',', label: words.decimals.comma },
          ]}
        />
      )}
      {amounts && (
        <TextField label={words.currency} ltr value={mapping.currency} maxLength={3} onChange={(currency) => onChange({ currency: currency.toUpperCase() })} />
      )}
      {kind === 'orders' && (
        <TextField
          label={words.returnPrefix}
          hint={words.returnPrefixHint}
          ltr
          value={mapping.returnPrefix}
          maxLength={10}
          onChange={(returnPrefix) => onChange({ returnPrefix })}
        />
      )}
      {without && (
        <Select
          label={words.withoutCustomer}
          value={mapping.withoutCustomer}
          onChange={(withoutCustomer) => onChange({ withoutCustomer })}
          options={without.map((id) => ({ id, label: words.without[id] }))}
        />
      )}
      {kind !== 'products' && kind !== 'interactions' && (
        <Select
          label={words.customerKind}
          value={mapping.customerKind}
          onChange={(customerKind) => onChange({ customerKind })}
          options={(['organisation', 'person'] as const).map((id) => ({ id, label: words.customerKinds[id] }))}
        />
      )}
      {kind === 'customers' && (
        <Select
          label={words.lookAlikes}
          hint={words.lookAlikesHint}
          value={mapping.lookAlikes ?? 'create'}
          onChange={(lookAlikes) => onChange({ lookAlikes })}
          options={lookAlikeWishes.map((id) => ({ id, label: words.lookAlikesWishes[id] }))}
        />
      )}
      {csv && (
        <Checkbox className="import-header" isSelected={mapping.header} onChange={(header) => onRead({ kind, header: header ? 'true' : 'false' })}>
          {words.header}
        </Checkbox>
      )}
    </div>
  )
}
