/** A field while it is being written. */
import type { CustomField, FieldChoice, FieldSubject } from '../../../contract/custom-fields.ts'
import type { Sent } from '../../../contract/endpoint.ts'
import type { ContractOf } from '../../../contract/index.ts'

export type Draft = Pick<
  CustomField,
  'key' | 'type' | 'label' | 'help' | 'section' | 'limits' | 'choices' | 'required' | 'requiredFrom' | 'hiddenFrom' | 'personal' | 'searchable'
>

const nothing = { he: '', en: '' }
export const emptyDraft: Draft = {
  key: '',
  type: 'text',
  label: nothing,
  help: nothing,
  section: nothing,
  limits: {},
  choices: [],
  required: false,
  requiredFrom: null,
  hiddenFrom: [],
  personal: 'content',
  searchable: false,
}

export const isChosen = ({ type }: Pick<Draft, 'type'>) => type === 'choice' || type === 'choices'
export const isMeasured = ({ type }: Pick<Draft, 'type'>) => type === 'number' || type === 'money'
export const isSearched = ({ type }: Pick<Draft, 'type'>) => ['text', 'phone', 'email', 'link'].includes(type)

/** What programs may call a field of this English name: `Annual fee` is `annualFee`. */
export function keyFrom(label: string): string {
  const words = label.match(/[a-z0-9]+/gi) ?? []
  const joined = words.map((word, place) => (place === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1).toLowerCase())).join('')
  return joined.replace(/^\d+/, '').slice(0, 40)
}

/** Choices with a key each: those there are keep theirs. */
export function withKeys(choices: readonly FieldChoice[]): FieldChoice[] {
  const taken = new Set(choices.map(({ key }) => key).filter(Boolean))
  return choices.map((choice) => {
    if (choice.key) return choice
    const base = keyFrom(choice.en) || 'choice'
    let key = base
    for (let n = 2; taken.has(key); n++) key = `${base.slice(0, 36)}${n}`
    taken.add(key)
    return { ...choice, key }
  })
}

type New = Sent<ContractOf['POST /custom-fields']>['body']

export const changeOf = ({ key: _, type, ...draft }: Draft) => ({
  ...draft,
  choices: isChosen({ type }) ? withKeys(draft.choices) : [],
  searchable: draft.searchable && isSearched({ type }),
})
export const newFieldOf = (id: string, subject: FieldSubject, draft: Draft): New => ({
  id,
  subject,
  key: draft.key || keyFrom(draft.label.en),
  type: draft.type,
  ...changeOf(draft),
})
