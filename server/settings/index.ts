/**
 * Settings: what holds for the whole company.
 * Opening hours · שעות פעילות: when customers reach us. Closure · סגירה: a day the company itself is closed.
 * Holiday · חג: a day of the Hebrew calendar. Observance · נוהג: closed, short or open on it.
 */
export { routes } from './routes.ts'
