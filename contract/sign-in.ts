/** Coming in and staying in: sessions, second factors, passkeys, keys for programs, the company's own sign-in. */
import { z } from 'zod'
import { type Contract, roles } from './endpoint.ts'
import { done, id, line, moment, personRef, requiredLine } from './fields.ts'
import { keyScopes } from './key-scopes.ts'
import { cameIn, session } from './people.ts'

export const ways = ['password', 'link', 'passkey', 'company'] as const

/** One browser somebody is signed in with. */
export const mySession = z.object({
  id,
  /** The one that asks. */
  here: z.boolean(),
  way: z.enum(ways),
  userAgent: z.string(),
  /** The network address it began at, and the one it was last used from. */
  address: z.string(),
  lastAddress: z.string(),
  createdAt: moment,
  lastSeenAt: moment,
  expiresAt: moment,
})
export type MySession = z.infer<typeof mySession>

export const passkey = z.object({ id, name: z.string(), synced: z.boolean(), createdAt: moment, lastUsedAt: moment.nullable() })
export type Passkey = z.infer<typeof passkey>

/** What a person has besides a password. */
export const myFactors = z.object({
  hasPassword: z.boolean(),
  totp: z.object({ createdAt: moment }).nullable(),
  passkeys: z.array(passkey),
  recoveryCodesLeft: z.int(),
  /** The company wants one of people of my role. */
  required: z.boolean(),
})
export type MyFactors = z.infer<typeof myFactors>

export const apiKey = z.object({
  id,
  name: z.string(),
  /** The last four characters. */
  ending: z.string(),
  scopes: z.array(z.string()),
  createdAt: moment,
  expiresAt: moment.nullable(),
  lastUsedAt: moment.nullable(),
  lastAddress: z.string(),
  revokedAt: moment.nullable(),
})
export type ApiKey = z.infer<typeof apiKey>
export const apiKeyOfSomebody = apiKey.extend({ owner: personRef })
export type ApiKeyOfSomebody = z.infer<typeof apiKeyOfSomebody>

/** The most is how long a session lasts anyway. */
const idleHours = z.int().min(1).max(336).nullable()

export const signInPolicy = z.object({
  secondFactorRoles: z.array(z.enum(roles)),
  /** The company's own sign-in, by OpenID Connect. The secret is never told. */
  provider: z.object({ name: z.string(), issuer: z.string(), clientId: z.string(), hasSecret: z.boolean(), asksSecondFactor: z.boolean() }).nullable(),
  /** Hours without use after which a session ends by itself; null: only when its time is over. */
  idleHours,
  /** The address to register with the provider. */
  returnAddress: z.string(),
})
export type SignInPolicy = z.infer<typeof signInPolicy>

const token = z.string().min(1).max(200)
const code = z
  .string()
  .overwrite((typed) => typed.replace(/[\s-]/g, '').toLowerCase())
  .min(1)
  .max(40)
const encoded = z.string().max(20_000)
/** What the browser's half of WebAuthn is handed, passed on as it is. */
const passkeyOptions = z.object({ ticket: z.string(), options: z.looseObject({ challenge: z.string() }) })
const credential = { id: encoded, rawId: encoded, type: z.literal('public-key') }
const newCredential = z.object({
  ...credential,
  response: z.object({ clientDataJSON: encoded, attestationObject: encoded, transports: z.array(z.string().max(40)).max(10).optional() }),
})
export const assertion = z.object({
  ...credential,
  response: z.object({ clientDataJSON: encoded, authenticatorData: encoded, signature: encoded, userHandle: encoded.optional() }),
})
export type Assertion = z.infer<typeof assertion>
export type NewCredential = z.infer<typeof newCredential>
/** Shown once, with the first factor. */
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()).nullable() })
const administrators = ['administrator'] as const
const mine = { for: 'signed-in', inPerson: true } as const
/** How somebody comes by the second factor the company asks for. */
const towardsSecondFactor = { ...mine, beforeSecondFactor: true } as const

export const signIn = {
  'GET /sign-in-ways': {
    summary: 'How people can come in here, besides a password and a passkey',
    for: 'everyone',
    reply: z.object({ provider: z.string().nullable() }),
  },
  'POST /session/second-step': {
    summary: 'The second step of a sign-in: a code of the authenticator app, or a recovery code',
    for: 'everyone',
    body: z.object({ ticket: token, code }),
    reply: session,
    problems: ['wrong-code', 'too-late', 'slow-down', 'sealing-key-lost'],
  },
  'POST /session/passkey-options': {
    summary: 'What the browser needs to ask for a passkey: any of this Kesher, or with a ticket those of the person',
    for: 'everyone',
    body: z.object({ ticket: token.optional() }),
    reply: passkeyOptions,
    problems: ['too-late'],
  },
  'POST /session/passkey': {
    summary: 'Come in with a passkey, or take the second step with it',
    for: 'everyone',
    body: z.object({ ticket: token, response: assertion }),
    reply: session,
    problems: ['passkey-refused', 'too-late'],
  },
  'POST /session/company-start': {
    summary: 'Begin with the company’s own sign-in: where to send the browser',
    for: 'everyone',
    reply: z.object({ ticket: z.string(), address: z.string() }),
    problems: ['wrong-state', 'provider-failed', 'sealing-key-lost'],
  },
  'POST /session/company': {
    summary: 'Come in with what the company’s own sign-in answered',
    for: 'everyone',
    body: z.object({ ticket: token, answer: z.string().max(8_000) }),
    reply: cameIn,
    problems: ['provider-failed', 'too-late', 'no-account', 'sealing-key-lost'],
  },

  'GET /me/sessions': { ...towardsSecondFactor, summary: 'Where I am signed in', reply: z.array(mySession) },
  'DELETE /me/sessions/:id': {
    ...towardsSecondFactor,
    summary: 'End one of my sessions',
    params: z.object({ id }),
    reply: done,
    problems: ['not-found'],
  },
  'DELETE /me/sessions': { ...towardsSecondFactor, summary: 'End all my sessions but this one', reply: z.object({ ended: z.int() }) },

  'GET /me/confirmation': { ...towardsSecondFactor, confirm: true, summary: 'Have I proved who I am within the last ten minutes?', reply: done },
  'POST /me/confirmation': {
    ...towardsSecondFactor,
    summary: 'Prove who I am: by my password, a code, or a passkey',
    body: z.union([z.object({ password: z.string().min(1).max(200) }), z.object({ code }), z.object({ ticket: token, response: assertion })]),
    reply: done,
    problems: ['wrong-credentials', 'wrong-code', 'passkey-refused', 'too-late', 'slow-down', 'sealing-key-lost'],
  },

  'GET /me/factors': { ...towardsSecondFactor, summary: 'My second factors', reply: myFactors },
  'POST /me/totp': {
    ...towardsSecondFactor,
    confirm: true,
    summary: 'Begin with an authenticator app: the secret for it to keep',
    reply: z.object({ ticket: z.string(), secret: z.string(), uri: z.string() }),
  },
  'PUT /me/totp': {
    ...towardsSecondFactor,
    summary: 'Take the app as my second factor, once it shows the right code',
    body: z.object({ ticket: token, code }),
    reply: recoveryCodes,
    problems: ['wrong-code', 'too-late', 'slow-down', 'sealing-key-lost'],
  },
  'DELETE /me/totp': {
    ...mine,
    confirm: true,
    summary: 'Do without the authenticator app',
    reply: done,
    problems: ['not-found', 'second-factor-needed'],
  },
  'POST /me/recovery-codes': {
    ...mine,
    confirm: true,
    summary: 'New recovery codes; the old ones stop working',
    reply: z.object({ recoveryCodes: z.array(z.string()) }),
    problems: ['wrong-state'],
  },
  'POST /me/passkeys/options': { ...towardsSecondFactor, confirm: true, summary: 'What the browser needs to make a passkey', reply: passkeyOptions },
  'POST /me/passkeys': {
    ...towardsSecondFactor,
    summary: 'Keep the passkey the browser made',
    body: z.object({ ticket: token, name: requiredLine(80), response: newCredential }),
    reply: recoveryCodes.extend({ passkey }),
    problems: ['passkey-refused', 'too-late'],
  },
  'PATCH /me/passkeys/:id': {
    ...mine,
    summary: 'Name a passkey of mine',
    params: z.object({ id }),
    body: z.object({ name: requiredLine(80) }),
    reply: passkey,
    problems: ['not-found'],
  },
  'DELETE /me/passkeys/:id': {
    ...mine,
    confirm: true,
    summary: 'Do without a passkey',
    params: z.object({ id }),
    reply: done,
    problems: ['not-found', 'second-factor-needed'],
  },
  'DELETE /users/:id/factors': {
    for: administrators,
    inPerson: true,
    confirm: true,
    summary: 'Take away the second factors of somebody who lost them, and end their sessions',
    params: z.object({ id }),
    reply: done,
    problems: ['not-found'],
  },

  'GET /me/api-keys': { ...mine, summary: 'Keys by which programs act for me', reply: z.array(apiKey) },
  'POST /me/api-keys': {
    ...mine,
    confirm: true,
    summary: 'Make a key; the answer alone holds it',
    body: z.object({
      name: requiredLine(80),
      scopes: z.array(z.enum(keyScopes as [string, ...string[]])).min(1),
      /** Null for a key that does not expire. */
      days: z.int().min(1).max(3650).nullable(),
    }),
    reply: z.object({ key: z.string(), apiKey }),
  },
  'DELETE /me/api-keys/:id': { ...mine, summary: 'Revoke a key of mine', params: z.object({ id }), reply: done, problems: ['not-found'] },
  'GET /api-keys': { for: administrators, inPerson: true, summary: 'All keys, whoever made them', reply: z.array(apiKeyOfSomebody) },
  'DELETE /api-keys/:id': {
    for: administrators,
    inPerson: true,
    confirm: true,
    summary: 'Revoke anybody’s key',
    params: z.object({ id }),
    reply: done,
    problems: ['not-found'],
  },

  'GET /sign-in-policy': { for: administrators, inPerson: true, summary: 'How people here may come in', reply: signInPolicy },
  'PATCH /sign-in-policy': {
    for: administrators,
    inPerson: true,
    confirm: true,
    summary: 'Change how people here may come in',
    body: z
      .object({
        secondFactorRoles: z.array(z.enum(roles)),
        idleHours,
        provider: z
          .object({
            name: requiredLine(60),
            issuer: z.url({ protocol: /^https?$/, error: 'not-an-address' }).max(500),
            clientId: requiredLine(300),
            /** Left out, the one we have stays. */
            clientSecret: line(500).optional(),
            asksSecondFactor: z.boolean(),
          })
          .nullable(),
      })
      .partial(),
    reply: signInPolicy,
    problems: ['provider-failed', 'sealing-key-lost'],
  },
} as const satisfies Contract
