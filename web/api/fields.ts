/** The custom fields this person sees. They change seldom; who changes them asks again. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CustomField, FieldSubject } from '../../contract/custom-fields.ts'
import type { AnyFieldShape } from '../ui/any-field.tsx'
import { useLanguage, useWords } from '../words.tsx'
import { ask } from './query.ts'

const none: readonly CustomField[] = []

/** Of one subject, in their order; undefined until they are known. Of no subject there are none. */
export function useKnownFields(subject: FieldSubject | undefined): readonly CustomField[] | undefined {
  const { data } = useQuery({ ...ask('GET /custom-fields'), staleTime: 300_000 })
  return useMemo(() => data?.filter((field) => field.subject === subject), [data, subject])
}

export const useFields = (subject: FieldSubject | undefined): readonly CustomField[] => useKnownFields(subject) ?? none

/** What a person field needs: our people by id. Asked only where there is such a field. */
export function useNames(fields: readonly CustomField[]): ReadonlyMap<string, string> {
  const { data } = useQuery({ ...ask('GET /users'), staleTime: 300_000, enabled: fields.some(({ type }) => type === 'person') })
  return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data])
}

/** The fields as a form shows them. Needs the words of `custom`. */
export function useShapes(fields: readonly CustomField[]): readonly AnyFieldShape[] {
  const language = useLanguage()
  const { yes, no } = useWords('custom')
  const names = useNames(fields)
  return useMemo(
    () =>
      fields.map(({ key, type, label, help, choices }) => ({
        key,
        kind: type,
        label: label[language],
        hint: help[language] || undefined,
        options:
          type === 'yesNo'
            ? [
                { id: 'true', label: yes },
                { id: 'false', label: no },
              ]
            : type === 'person'
              ? [...names].map(([id, name]) => ({ id, label: name }))
              : choices.map((choice) => ({ id: choice.key, label: choice[language] })),
      })),
    [fields, language, yes, no, names],
  )
}
