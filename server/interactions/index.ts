/**
 * Interactions: everything that happened between us and the customer.
 * Interaction · אירוע קשר: one event in a channel, either direction, or a note among ourselves.
 * Conversation · שיחה: events of one exchange; the first gives it its id.
 * Attachment · קובץ מצורף: a file that came with an event. Its bytes lie on the shelf, once for each digest.
 * Promise · התחייבות: something one of us told the customer we would do, by a day.
 */
import { clearNameless } from './shelf.ts'

export { interactions, promises } from './queries.ts'
export { routes } from './routes.ts'
export { clearLater, jobs, takeFromShelf } from './shelf.ts'

export const afterRestore = { 'attachments without an entry cleared': clearNameless }
