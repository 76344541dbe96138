/** The custom fields this person sees. They change seldom; who changes them asks again. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CustomField, FieldSubject } from '../../contract/custom-fields.ts'
import { ask } from './query.ts'

const none: readonly CustomField[] = []

/** Of one subject, in their order; undefined until they are known. */
export function useKnownFields(subject: FieldSubject): readonly CustomField[] | undefined {
  const { data } = useQuery({ ...ask('GET /custom-fields'), staleTime: 300_000 })
  return useMemo(() => data?.filter((field) => field.subject === subject), [data, subject])
}

export const useFields = (subject: FieldSubject): readonly CustomField[] => useKnownFields(subject) ?? none

/** What a person field needs: our people by id. Asked only where there is such a field. */
export function useNames(fields: readonly CustomField[]): ReadonlyMap<string, string> {
  const { data } = useQuery({ ...ask('GET /users'), staleTime: 300_000, enabled: fields.some(({ type }) => type === 'person') })
  return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data])
}
