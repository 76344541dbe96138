/**
 * People: our own staff.
 * User · משתמש: one of us who signs in. Team · צוות: who serves a customer together.
 * Access link · קישור כניסה: a one-time link that lets a person choose a password.
 */
import { endAllSessions } from './sign-in.ts'

export { actorFor, findUser, listUsers, peopleByIds } from './queries.ts'
export { routes } from './routes.ts'
export { listTeams } from './teams.ts'

export const afterRestore = { 'sessions ended': endAllSessions }
