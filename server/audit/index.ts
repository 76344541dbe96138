/**
 * Audit: who did what, and who looked at whom.
 * Entry · רישום: one deed of one person, written with it. Seal · חותם: what binds an entry to all before it. Head · ראש השרשרת: the newest seal, noted outside the database too.
 */
import { noteRestored } from './restored.ts'

export type { Fault } from './chain.ts'
export { headsFile, readHeads } from './heads.ts'
export { startSealing } from './sealing.ts'
export { verifyChain } from './verifying.ts'

export const afterRestore = { 'restore noted in the audit log': noteRestored }
