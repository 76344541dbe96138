/** What an administrator does to fields; the lists are asked again, here and wherever fields are shown. */
import type { CustomField } from '../../../contract/custom-fields.ts'
import { call } from '../../api/client.ts'
import { refresh, remember } from '../../api/query.ts'
import { moved } from '../../ui/grid/columns.ts'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { useLanguage, useWords } from '../../words.tsx'

export const refreshFields = () => refresh('GET /custom-fields', 'GET /custom-fields/removed')

export function useFieldChanges() {
  const words = useWords('fields')
  const language = useLanguage()
  const sentence = useSentence()
  const orSay = (work: Promise<unknown>) => work.catch((error: unknown) => toast({ text: sentence(error), tone: 'bad' }))

  const bringBack = ({ id, label }: CustomField) =>
    orSay(
      call('DELETE /custom-fields/:id/removal', { params: { id } })
        .then(refreshFields)
        .then(() => toast({ text: words.returned(label[language]), tone: 'good' })),
    )
  const remove = (field: CustomField) =>
    orSay(
      call('PUT /custom-fields/:id/removal', { params: { id: field.id } })
        .then(refreshFields)
        .then(() => toast({ text: words.removed(field.label[language]), undo: () => bringBack(field) })),
    )
  /** Moves one among its subject's, shown at once. */
  function move(fields: readonly CustomField[], field: CustomField, by: number) {
    const own = fields.filter(({ subject }) => subject === field.subject)
    const ids = moved(
      own.map(({ id }) => id),
      field.id,
      by,
    )
    const inOrder = ids.map((id) => own.find((each) => each.id === id)!)
    remember('GET /custom-fields', {}, [...fields.filter(({ subject }) => subject !== field.subject), ...inOrder])
    return orSay(call('PUT /custom-fields/order', { body: { subject: field.subject, ids } }).finally(refreshFields))
  }
  return { bringBack, remove, move }
}
