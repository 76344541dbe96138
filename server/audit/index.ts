/**
 * Audit: who did what, and who looked at whom.
 * Entry · רישום: one deed of one person, written with it. Seal · חותם: what binds an entry to all before it. Head · ראש השרשרת: the newest seal, noted outside
 * the database too. Look · צפייה: an entry that somebody opened, printed or exported a file. Alert · התראה: somebody opened unusually many.
 */
import { noteRestored } from './restored.ts'
import { watchLooks } from './unusual.ts'

export type { Fault } from './chain.ts'
export { headsFile, readHeads } from './heads.ts'
export { routes } from './routes.ts'
export { startSealing } from './sealing.ts'
export { verifyChain } from './verifying.ts'

export const afterRestore = { 'restore noted in the audit log': noteRestored }
export const jobs = { 'watch-looks': watchLooks }
export const crontab = '* * * * * watch-looks ?jobKey=watch-looks'
