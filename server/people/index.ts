/**
 * People: our own staff.
 * User · משתמש: one of us who signs in. Team · צוות: who serves a customer together.
 * Access link · קישור כניסה: a one-time link that lets a person choose a password.
 * Factor · גורם אימות: what a person has besides a password: an authenticator app, a passkey. Ticket: what somebody has begun and not finished.
 * Confirmation · אימות זהות: proving again who one is, before what weighs most.
 */
import { endAllSessions } from './sessions.ts'

export { newLink } from './access-links.ts'
export { resetFactors } from './factors.ts'
export { actorFor, everybody, findUser, findUserByEmail, peopleByIds } from './queries.ts'
export { routes, signInRoutes } from './routes.ts'
export { listTeams } from './teams.ts'

export const afterRestore = { 'sessions ended': endAllSessions }
