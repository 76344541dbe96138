/**
 * Customers: who buys, and may buy.
 * Customer · לקוח: a person or an organisation; owns one file. Contact · איש קשר: a person at an organisation.
 * Contact point · אמצעי קשר: one address of a channel. Preference · העדפה: how this customer likes things done.
 * Standing request · בקשה קבועה: what they asked to be done every time.
 * Saved view · תצוגה שמורה: a list as somebody likes it.
 */
import type { House } from '../house.ts'
import { rebuildNames, tidyNamesAtNight } from './names-rebuild.ts'

export { fileOf, mayUse, partOf, sees, seesAll, visibleTo } from './access.ts'
export { inSegment } from './conditions.ts'
export { normalPoint } from './contact-points.ts'
export { assignable } from './create.ts'
export { exportCustomers } from './export.ts'
export { heirOf, mergedInto, refuseUnderWay, withHeirs } from './heirs.ts'
export { normalTaxId } from './identity.ts'
export { kinds, type Meant, meaningOf, type TypedWord } from './meaning.ts'
export { refuseOverwritingAny } from './meanwhile.ts'
export { forgetWords, ofContact, refreshNames, wordsOfFile } from './names.ts'
export { namesProgress, rebuildNames, wantNames } from './names-rebuild.ts'
export { findCustomer } from './queries.ts'
export { routes } from './routes.ts'
export { textLike } from './search-text.ts'

export const jobs = { 'names.rebuild': (house: House) => rebuildNames(house), 'tidy-names': tidyNamesAtNight }

/** Every hour; a night the server slept through is made up for when it wakes. */
export const crontab = '35 * * * * tidy-names ?fill=1d'
