/** What to keep in mind with this customer: how they like things done, and what they asked to be done every time. */
import type { Preference } from '../../../contract/customers.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { IconButton } from '../../ui/button.tsx'
import { EditInPlace } from '../../ui/edit-in-place.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useReadOnly } from '../../ui/read-only.tsx'
import { toast } from '../../ui/toast.tsx'
import { Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { changePart } from './file-query.ts'
import { Section } from './section.tsx'

type Props = { customerId: string; preferences: readonly Preference[] }

export function Preferences({ customerId, preferences }: Props) {
  return kinds.map((kind) => (
    <OfKind key={kind} customerId={customerId} kind={kind} preferences={preferences.filter((preference) => preference.kind === kind)} />
  ))
}

const kinds = ['preference', 'request'] as const satisfies readonly Preference['kind'][]
const icons = { preference: 'pin', request: 'bookmark' } as const

function OfKind({ customerId, kind, preferences }: Props & { kind: Preference['kind'] }) {
  const words = useWords('file')
  const common = useWords('common')
  const attempt = useAttempt()
  const readOnly = useReadOnly()
  const { title, add: adding, example, removed, changed } = words.keepInMind[kind]
  const params = { id: customerId }
  const changeList = <Reply,>(show: (list: Preference[]) => Preference[], send: () => Promise<Reply>) =>
    changePart(customerId, (file) => ({ ...file, preferences: show(file.preferences) }), send)
  const put = (preference: Preference) =>
    changeList(
      (list) => [preference, ...list],
      () => call('POST /customers/:id/preferences', { params, body: { id: preference.id, kind, text: preference.text } }),
    )
  const add = (text: string) => put({ id: newId(), kind, text, createdAt: new Date().toISOString(), createdBy: null })
  const reword = ({ id }: Preference, text: string) =>
    changeList(
      (list) => list.map((each) => (each.id === id ? { ...each, text } : each)),
      () => call('PATCH /customers/:id/preferences/:partId', { params: { ...params, partId: id }, body: { text } }),
    )
  const change = async (preference: Preference, text: string) => {
    if (text === '') return remove(preference)
    await reword(preference, text)
    toast({ text: changed, tone: 'good', undo: () => attempt(() => reword(preference, preference.text)) })
  }
  const remove = async (preference: Preference) => {
    await changeList(
      (list) => list.filter(({ id }) => id !== preference.id),
      () => call('DELETE /customers/:id/preferences/:partId', { params: { ...params, partId: preference.id } }),
    )
    toast({ text: removed, undo: () => attempt(() => put(preference)) })
  }
  return (
    <Section title={title}>
      {readOnly && preferences.length === 0 && <p className="faint small">–</p>}
      <ul className="preferences">
        {preferences.map((preference) => (
          <li key={preference.id}>
            <Icon name={icons[kind]} size={14} />
            <span className="grow">
              <EditInPlace label={title} text={preference.text} empty={adding} lines onSave={(text) => change(preference, text)}>
                <Written>{preference.text}</Written>
              </EditInPlace>
            </span>
            {!readOnly && (
              <IconButton
                icon="x"
                small
                label={`${common.remove}: ⁨${preference.text}⁩`}
                className="on-hover"
                onPress={() => attempt(() => remove(preference))}
              />
            )}
          </li>
        ))}
        {!readOnly && (
          <li className="add">
            <EditInPlace label={adding} text="" empty={`+ ${adding}`} hint={example} onSave={add}>
              {null}
            </EditInPlace>
          </li>
        )}
      </ul>
    </Section>
  )
}
