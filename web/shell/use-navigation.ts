import { useMemo } from 'react'
import { useSession } from '../api/session.ts'
import { navigation, type Place } from './navigation.ts'

/** The places this person has something to do in. */
export function useNavigation(): readonly Place[] {
  const { can } = useSession()
  return useMemo(() => navigation.filter(({ may }) => !may || can.includes(may)), [can])
}
