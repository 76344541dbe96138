/** How people here may come in: who must have a second factor, and the company's own sign-in. */
import type { z } from 'zod'
import type { SignInPolicy, signIn } from '../../contract/sign-in.ts'
import type { Context, Visitor } from '../context.ts'
import { seal, unseal } from '../db/sealed.ts'
import { invalid, Problem } from '../http/problem.ts'
import { type Provider, reach, returnAddress } from './provider.ts'

type Change = z.output<(typeof signIn)['PATCH /sign-in-policy']['body']>

const row = ({ tx }: Visitor) => tx.selectFrom('signInPolicy').selectAll().executeTakeFirstOrThrow()
const sealedFor = (issuer: string) => `provider ${issuer}`

export async function policyNow(ctx: Context): Promise<SignInPolicy> {
  const { secondFactorRoles, issuer, clientId, providerName, clientSecret, providerAsksSecondFactor, idleHours } = await row(ctx)
  const provider =
    issuer && clientId ? { name: providerName, issuer, clientId, hasSecret: clientSecret !== null, asksSecondFactor: providerAsksSecondFactor } : null
  return { secondFactorRoles: secondFactorRoles as SignInPolicy['secondFactorRoles'], provider, idleHours, returnAddress: returnAddress(ctx.place) }
}

export async function waysIn(ctx: Visitor) {
  const { issuer, providerName } = await row(ctx)
  return { provider: issuer ? providerName : null }
}

/** The company's provider with its secret, for signing in; null where there is none. */
export async function providerNow(ctx: Visitor): Promise<(Provider & { asksSecondFactor: boolean }) | null> {
  const { issuer, clientId, clientSecret, providerAsksSecondFactor } = await row(ctx)
  if (!issuer || !clientId) return null
  const secret = clientSecret ? unseal(ctx.place.folder, sealedFor(issuer), clientSecret) : null
  return { issuer, clientId, secret, asksSecondFactor: providerAsksSecondFactor }
}

export async function changePolicy(ctx: Context, { secondFactorRoles, idleHours, provider }: Change): Promise<SignInPolicy> {
  if (secondFactorRoles)
    await ctx.tx
      .updateTable('signInPolicy')
      .set({ secondFactorRoles: [...new Set(secondFactorRoles)] })
      .execute()
  if (idleHours !== undefined) await ctx.tx.updateTable('signInPolicy').set({ idleHours }).execute()
  if (provider) await takeProvider(ctx, provider)
  if (provider === null)
    await ctx.tx
      .updateTable('signInPolicy')
      .set({ issuer: null, clientId: null, clientSecret: null, providerName: '', providerAsksSecondFactor: false })
      .execute()
  ctx.audit('sign-in.policy-changed', {
    facts: {
      fields: [
        ...(secondFactorRoles ? ['secondFactorRoles'] : []),
        ...(idleHours === undefined ? [] : ['idleHours']),
        ...(provider === undefined ? [] : ['provider']),
      ],
    },
  })
  return policyNow(ctx)
}

/** A provider that does not answer is refused before it is kept: it would be found out by those it locks out. */
async function takeProvider(ctx: Context, { issuer, clientId, clientSecret, name, asksSecondFactor }: NonNullable<Change['provider']>) {
  if (!isSafe(new URL(issuer))) throw invalid('provider.issuer', 'not-an-address')
  const secret = clientSecret || (await secretOf(ctx, issuer))
  await reach(ctx, { issuer, clientId, secret }).catch((error) => {
    throw error instanceof Problem && error.facts?.reason === 'forbidden' ? invalid('provider.issuer', 'not-public') : error
  })
  const sealed = secret === null ? null : seal(ctx.place.folder, sealedFor(issuer), secret)
  await ctx.tx
    .updateTable('signInPolicy')
    .set({ issuer, clientId, clientSecret: sealed, providerName: name, providerAsksSecondFactor: asksSecondFactor })
    .execute()
}

/** The one we have of this provider. Whoever gives a new one is not asked for it: it mends what a lost key left. */
async function secretOf(ctx: Context, issuer: string) {
  const before = await row(ctx)
  return before.issuer === issuer ? ((await providerNow(ctx))?.secret ?? null) : null
}

/** What says who somebody is must not be readable on the way, except inside this machine. */
const isSafe = ({ protocol, hostname }: URL) => protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
