/**
 * Custom fields · שדות נוספים: what this company keeps beyond what every company does.
 * Subject · נושא: what a field is of: a customer, a contact, an order or an interaction. Key · מפתח: what programs call it, for ever.
 * Value · ערך: what stands in a field; an empty field has none. Removal · הסרה: out of use, with a way back for thirty days.
 */
import { clearRemoved } from './clearing.ts'

export { anOrder, type FieldCondition, fewOrdersMeeting, fieldConditions, meets, someMeeting } from './asking.ts'
export { cellsOf } from './cells.ts'
export { fieldOfSort, pageByField } from './paging.ts'
export { fieldsInUse, fieldsSeen, keepsAnyFrom, mayBeNamed, missingFields, missingKeys, valuesByContact, valuesOf } from './queries.ts'
export { routes } from './routes.ts'
export { valuesOfMany, valuesOfOrders } from './rows.ts'
export { fieldsLike, type SearchedField, searchedFields } from './searching.ts'
export { fillValues, firstValues, type GivenValues, named, oneValue, type Place, type ReadyValue, readyValues, writeValues } from './values.ts'

export const jobs = { 'clear-removed-fields': clearRemoved }

export const crontab = '50 1 * * * clear-removed-fields ?fill=1d'
