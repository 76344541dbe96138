/**
 * Customers: who buys, and may buy.
 * Customer · לקוח: a person or an organisation; owns one file. Contact · איש קשר: a person at an organisation.
 * Contact point · אמצעי קשר: one address of a channel. Preference · העדפה: how this customer likes things done.
 * Standing request · בקשה קבועה: what they asked to be done every time.
 * Saved view · תצוגה שמורה: a list as somebody likes it.
 */

export { fileOf, mayUse, partOf, sees, visibleTo } from './access.ts'
export { normalPoint } from './contact-points.ts'
export { exportCustomers } from './export.ts'
export { normalTaxId } from './identity.ts'
export { routes } from './routes.ts'
export { textLike } from './search-text.ts'
