/** What a run came to, in words. */
import type { BackupRun } from '../../../contract/backup.ts'
import { numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'

/** Bytes in megabytes. */
export function useSize() {
  const words = useWords('backup')
  const locale = useLocale()
  return (bytes: number) => words.megabytes(numberText(locale, bytes / 1e6, { maximumFractionDigits: bytes < 1e7 ? 1 : 0 }))
}

export function useDuration() {
  const words = useWords('backup')
  const locale = useLocale()
  return ({ startedAt, finishedAt }: BackupRun) =>
    finishedAt ? words.seconds(numberText(locale, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000, { maximumFractionDigits: 1 })) : ''
}

/** The sentence about what kept it from going through. */
export function useFaultText() {
  const { fault } = useWords('backup')
  return ({ code, facts }: NonNullable<BackupRun['problem']>) => {
    const sentence = fault[code]
    return typeof sentence === 'string' ? sentence : sentence(facts)
  }
}
