/** Passkeys: a key pair in the person's device or password manager, of which we hold the public half. */
import { randomUUIDv7 } from 'node:crypto'
import {
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Assertion, NewCredential, Passkey } from '../../contract/sign-in.ts'
import type { Context, Place, Visitor } from '../context.ts'
import { found, Problem } from '../http/problem.ts'
import { afterAdding, refuseWithout } from './factors.ts'
import { passkeysOf } from './queries.ts'
import { startSession } from './sessions.ts'
import { secondStepOf } from './sign-in.ts'
import { dropTicket, newTicket, takeTicket } from './tickets.ts'

/** A passkey belongs to the name people reach us by, and answers nowhere else. */
const ours = ({ address }: Place) => ({ rpID: new URL(address).hostname, origin: new URL(address).origin })

/** Ed25519, ES256 and RS256: every device has one of them. */
const supportedAlgorithmIDs = [-8, -7, -257]

export async function beginPasskey(ctx: Context) {
  const { email, name } = await ctx.tx.selectFrom('users').where('id', '=', ctx.actor.id).select(['email', 'name']).executeTakeFirstOrThrow()
  const has = await ctx.tx.selectFrom('passkeys').where('userId', '=', ctx.actor.id).select(['credentialId']).execute()
  const options = await generateRegistrationOptions({
    rpName: 'Kesher',
    rpID: ours(ctx.place).rpID,
    userID: new TextEncoder().encode(ctx.actor.id),
    userName: email,
    userDisplayName: name,
    excludeCredentials: has.map(({ credentialId }) => ({ id: credentialId })),
    supportedAlgorithmIDs,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { ticket: await newTicket(ctx, 'passkey-add', { userId: ctx.actor.id, data: { challenge: options.challenge } }), options: { ...options } }
}

export async function addPasskey(ctx: Context, { ticket, name, response }: { ticket: string; name: string; response: NewCredential }) {
  const { userId, data } = await takeTicket<{ challenge: string }>(ctx, 'passkey-add', ticket)
  found(userId === ctx.actor.id || null)
  const { rpID, origin } = ours(ctx.place)
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      ...response,
      clientExtensionResults: {},
      response: { ...response.response, transports: response.response.transports as AuthenticatorTransport[] },
    },
    expectedChallenge: data.challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    supportedAlgorithmIDs,
  }).catch(refused)
  if (!verified) return refused()
  const { credential, credentialBackedUp } = registrationInfo
  const passkey: Passkey = { id: randomUUIDv7(), name, synced: credentialBackedUp, createdAt: ctx.now.toISOString(), lastUsedAt: null }
  const { id: credentialId, publicKey, counter, transports = [] } = credential
  await ctx.tx
    .insertInto('passkeys')
    .values({ ...passkey, userId: ctx.actor.id, credentialId, publicKey: Buffer.from(publicKey), counter, transports })
    .execute()
  return { passkey, recoveryCodes: await afterAdding(ctx, 'passkey') }
}

export async function namePasskey({ tx, actor }: Context, id: string, name: string): Promise<Passkey> {
  await tx.updateTable('passkeys').set({ name }).where('userId', '=', actor.id).where('id', '=', id).execute()
  return found((await passkeysOf(tx, actor.id)).find((one) => one.id === id))
}

export async function removePasskey(ctx: Context, id: string) {
  found(await ctx.tx.deleteFrom('passkeys').where('userId', '=', ctx.actor.id).where('id', '=', id).returning('id').executeTakeFirst())
  await refuseWithout(ctx)
  ctx.audit('factor.removed', { subjectId: ctx.actor.id, facts: { kind: 'passkey' } })
  return { done: true as const }
}

/** What the browser needs to ask for a passkey. Without a second step to take, whoever holds one of ours may answer. */
export async function askForPasskey(ctx: Visitor, ticket: string | undefined) {
  const userId = ticket ? (await secondStepOf(ctx, ticket)).userId : (ctx.actor?.id ?? null)
  const keys = userId ? await ctx.tx.selectFrom('passkeys').where('userId', '=', userId).select(['credentialId', 'transports']).execute() : []
  const options = await generateAuthenticationOptions({
    rpID: ours(ctx.place).rpID,
    userVerification: 'required',
    allowCredentials: keys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  })
  return { ticket: await newTicket(ctx, 'passkey-use', { userId, data: { challenge: options.challenge, step: ticket } }), options: { ...options } }
}

/** Comes in with a passkey, which is both factors in one: something the person has, and their face, finger or PIN. */
export async function signInWithPasskey(ctx: Visitor, proof: { ticket: string; response: Assertion }) {
  const { userId, step } = await takePasskey(ctx, proof)
  const active = await ctx.tx.selectFrom('users').where('id', '=', userId).where('deactivatedAt', 'is', null).select('id').executeTakeFirst()
  if (!active) return refused()
  if (step) await dropTicket(ctx, step)
  return startSession(ctx, userId, 'passkey')
}

/** Whose passkey signed the challenge of the ticket. The challenge is used up, right or wrong. */
export async function takePasskey(ctx: Visitor, { ticket, response }: { ticket: string; response: Assertion }, of?: string) {
  const { userId, data } = await takeTicket<{ challenge: string; step?: string }>(ctx, 'passkey-use', ticket)
  const wanted = of ?? userId
  const key = await ctx.tx
    .selectFrom('passkeys')
    .where('credentialId', '=', response.id)
    .$if(wanted !== null, (query) => query.where('userId', '=', wanted))
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  const { rpID, origin } = ours(ctx.place)
  const { verified, authenticationInfo } = key
    ? await verifyAuthenticationResponse({
        response: { ...response, clientExtensionResults: {} },
        expectedChallenge: data.challenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        requireUserVerification: true,
        credential: { id: key.credentialId, publicKey: new Uint8Array(key.publicKey), counter: key.counter },
      }).catch(() => ({ verified: false as const, authenticationInfo: undefined }))
    : { verified: false as const, authenticationInfo: undefined }
  if (!key || !verified) {
    ctx.audit('sign-in.refused', { ...(key ? { subjectId: key.userId } : {}), facts: { way: 'passkey' } })
    return refused()
  }
  await ctx.tx
    .updateTable('passkeys')
    .set({ counter: authenticationInfo.newCounter, synced: authenticationInfo.credentialBackedUp, lastUsedAt: ctx.now })
    .where('id', '=', key.id)
    .execute()
  return { userId: key.userId, step: data.step }
}

function refused(): never {
  throw new Problem('passkey-refused', { kept: true })
}
