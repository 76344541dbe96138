import { z } from 'zod'
import { can, hidden, roleAccess, scopes } from './access.ts'
import { type Contract, roles } from './endpoint.ts'
import { day, done, formOfAddress, id, language, line, moment, personRef, requiredLine, theme } from './fields.ts'

export const email = z
  .string()
  .overwrite((value) => value.trim().toLowerCase())
  .pipe(z.email({ error: 'not-an-email' }).max(254))
export const password = z.string().min(10, { error: 'weak-password' }).max(200)
export const role = z.enum(roles)

export const user = z.object({
  id,
  /** Null to whoever comes from outside the company. */
  email: z.string().nullable(),
  name: z.string(),
  role,
  formOfAddress,
  language,
  theme,
  teams: z.array(z.object({ id, name: z.string() })),
  /** Has chosen a password, or come in by the company's own sign-in. */
  joined: z.boolean(),
  /** Has a second factor; null to whoever is no administrator. */
  hasFactor: z.boolean().nullable(),
  deactivatedAt: moment.nullable(),
})
export type User = z.infer<typeof user>

/** The signed-in person and what every screen needs to know. */
export const session = z.object({
  /** What this person may do, and what is kept from them. */
  scope: z.enum(scopes),
  can,
  hidden,
  user: z.object({
    id,
    name: z.string(),
    email: z.string(),
    role,
    formOfAddress,
    language,
    theme,
    /** The company wants a second factor of this role, and there is none yet: nothing else can be done before. */
    lacksFactor: z.boolean(),
  }),
  company: z.object({ name: z.string(), currency: z.string(), timeZone: z.string(), weekend: z.array(z.number()), today: day, setUp: z.boolean() }),
})
export type Session = z.infer<typeof session>

/** The person is who they say; what is missing is the second step. */
export const secondStep = z.object({ ticket: z.string(), ways: z.array(z.enum(['code', 'passkey'])) })
export type SecondStep = z.infer<typeof secondStep>
export const cameIn = z.union([session, secondStep])
export type CameIn = z.infer<typeof cameIn>

export const team = z.object({ id, name: z.string(), members: z.array(personRef) })
export type Team = z.infer<typeof team>

const settingsOfPerson = z.object({ name: requiredLine(120), formOfAddress, language, theme })
const newUser = z.object({
  email,
  name: requiredLine(120),
  role,
  formOfAddress: formOfAddress.default('x'),
  language: language.default('he'),
  teamIds: z.array(id).max(50),
})
const administrators = ['administrator'] as const

export const people = {
  'GET /setup': { summary: 'Has the first visit been done?', for: 'everyone', reply: z.object({ done: z.boolean() }) },
  'POST /setup': {
    summary: 'The first visit: name the company and create its administrator',
    for: 'everyone',
    body: z.object({ company: requiredLine(120), name: requiredLine(120), email, password, language }),
    reply: session,
    problems: ['already-set-up'],
  },
  'POST /session': {
    summary: 'Sign in; a person with a second factor is asked for it next',
    for: 'everyone',
    body: z.object({ email: line(254), password: z.string().max(200) }),
    reply: cameIn,
    problems: ['wrong-credentials', 'slow-down'],
  },
  'GET /session': { summary: 'Who am I', for: 'signed-in', beforeSecondFactor: true, reply: session },
  'DELETE /session': { summary: 'Sign out', for: 'signed-in', inPerson: true, beforeSecondFactor: true, reply: done },
  'PATCH /me': {
    summary: 'Change my own name, form of address, language or theme',
    for: 'signed-in',
    inPerson: true,
    beforeSecondFactor: true,
    body: settingsOfPerson.partial(),
    reply: session,
  },
  'PUT /me/password': {
    summary: 'Change my password; my other sessions end',
    for: 'signed-in',
    inPerson: true,
    beforeSecondFactor: true,
    body: z.object({ current: z.string().max(200), password }),
    reply: done,
    problems: ['wrong-credentials'],
  },
  'GET /users': { summary: 'Our people', for: 'signed-in', reply: z.array(user) },
  'POST /users': {
    summary: 'Invite somebody; the answer holds the one-time link to hand over',
    for: administrators,
    confirm: true,
    body: newUser,
    reply: z.object({ user, link: z.string(), expiresAt: moment }),
    problems: ['already-exists'],
  },
  'PATCH /users/:id': {
    summary: 'Change a person',
    for: administrators,
    confirm: true,
    params: z.object({ id }),
    body: newUser.omit({ email: true }).partial().extend({ active: z.boolean().optional() }),
    reply: user,
    problems: ['not-found', 'still-in-use'],
  },
  'POST /users/:id/access-link': {
    summary: 'A new one-time link: an invite before the person joined, a password reset after',
    for: administrators,
    confirm: true,
    params: z.object({ id }),
    reply: z.object({ link: z.string(), expiresAt: moment }),
    problems: ['not-found'],
  },
  'GET /access-links/:token': {
    summary: 'Whom a one-time link is for',
    for: 'everyone',
    params: z.object({ token: z.string().max(200) }),
    reply: z.object({ name: z.string(), email: z.string(), language, purpose: z.enum(['invite', 'reset']) }),
    problems: ['link-used-up'],
  },
  'POST /access-links/:token': {
    summary: 'Use a one-time link: choose a password and come in',
    for: 'everyone',
    params: z.object({ token: z.string().max(200) }),
    body: z.object({ password }),
    reply: cameIn,
    problems: ['link-used-up'],
  },
  'GET /access': { summary: 'How far each role sees, and what is kept from it', for: administrators, reply: z.array(roleAccess) },
  'PUT /access/:role': {
    summary: 'Set how far a role sees and what is kept from it; holds within a second',
    for: administrators,
    confirm: true,
    params: z.object({ role: role.exclude(['administrator', 'consultant']) }),
    body: roleAccess.omit({ role: true }),
    reply: z.array(roleAccess),
  },
  'GET /teams': { summary: 'Teams and their members', for: 'signed-in', reply: z.array(team) },
  'POST /teams': { summary: 'Add a team', for: administrators, body: z.object({ name: requiredLine(80) }), reply: team, problems: ['already-exists'] },
  'PATCH /teams/:id': {
    summary: 'Rename a team',
    for: administrators,
    params: z.object({ id }),
    body: z.object({ name: requiredLine(80) }),
    reply: team,
    problems: ['not-found', 'already-exists'],
  },
  'DELETE /teams/:id': {
    summary: 'Remove a team that serves nobody',
    for: administrators,
    params: z.object({ id }),
    reply: done,
    problems: ['not-found', 'still-in-use'],
  },
} as const satisfies Contract
