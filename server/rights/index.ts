/**
 * Rights: what a person may ask about themselves, and how long anything is kept.
 * Export · ייצוא תיק: everything kept about somebody, packed. Correction · תיקון: a change of the file, of which only the fields are remembered.
 * Hold · שימור משפטי: while it stands nothing is erased. Erasure · מחיקה: a person goes, for good.
 * Ledger · פנקס המחיקות: who was erased, as ids and keyed digests; kept beside the database and carried out again on an older one.
 * Retention rule · כלל שמירה: how long a kind of data is kept.
 */
import { finishErasure, replayErasures } from './finishing.ts'
import { packExport } from './packing.ts'
import { keepRules } from './retention.ts'

export { removeWhatIsDue } from './retention.ts'
export { routes } from './routes.ts'

export const jobs = { 'file.export': packExport, 'erasure.finish': finishErasure, 'keep-rules': keepRules }

export const crontab = '20 * * * * keep-rules ?fill=1d'

export const afterRestore = { 'erasures carried out again': replayErasures }
