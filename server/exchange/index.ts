/**
 * Exchange: what people bring from other systems.
 * Import · ייבוא: one file handed over, read, tried, written, and if they wish taken back. Mapping · מיפוי: which column is which field.
 * Dry run · הרצת ניסיון: the same work with nothing written. Refused row · שורה שנדחתה: a row that cannot be taken, with its reason.
 * Journal · יומן: what an import created and changed, customer by customer: the undo works through it.
 */

export { exportOrders } from './export-orders.ts'
export { forgetFile, forgetFilesNaming, forgetRefusals } from './forgetting.ts'
export { handOver, inspectImport, openImport } from './hand-over.ts'
export { importedSince } from './imported-files.ts'
export { jobs } from './jobs.ts'
export { routes } from './routes.ts'
export { startDryRun, startRun, startUndo } from './starting.ts'
