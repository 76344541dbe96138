/** The company's own sign-in, by OpenID Connect: code flow with PKCE, state and nonce. */
import * as openid from 'openid-client'
import type { Place, Visitor } from '../context.ts'
import { OutboundFault, outboundOf } from '../http/outbound.ts'
import { Problem } from '../http/problem.ts'

export type Provider = { issuer: string; clientId: string; secret: string | null }
/** Who the provider says it is. The e-mail only where the provider has verified it. */
export type Account = { issuer: string; subject: string; email: string | null }
type Asker = Pick<Visitor, 'tx' | 'place'>
type Begun = { verifier: string; state: string; nonce: string }

const patienceSeconds = 5
const knownForMs = 10 * 60_000
const known = new Map<string, { config: openid.Configuration; until: number }>()

/** Where the provider sends the browser back to. */
export const returnAddress = ({ address }: Place) => `${address}/sign-in/company`

/** Where to send the browser, and what to compare its answer with. */
export async function begin(ctx: Asker, provider: Provider): Promise<Begun & { address: string }> {
  const config = await reach(ctx, provider)
  const begun = { verifier: openid.randomPKCECodeVerifier(), state: openid.randomState(), nonce: openid.randomNonce() }
  const address = openid.buildAuthorizationUrl(config, {
    redirect_uri: returnAddress(ctx.place),
    scope: 'openid email',
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
  })
  return { ...begun, address: address.href }
}

/** Whose account the provider's answer, a query string, speaks of. */
export async function accountIn(ctx: Asker, provider: Provider, answer: string, begun: Begun): Promise<Account> {
  const config = await reach(ctx, provider)
  return failing(async () => {
    const tokens = await openid.authorizationCodeGrant(config, new URL(`${returnAddress(ctx.place)}?${answer}`), {
      pkceCodeVerifier: begun.verifier,
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()!
    const told = claims.email === undefined ? await openid.fetchUserInfo(config, tokens.access_token, claims.sub) : claims
    const email = typeof told.email === 'string' && told.email_verified === true ? told.email.trim().toLowerCase() : null
    return { issuer: provider.issuer, subject: claims.sub, email }
  })
}

/** The provider's own description of itself, asked for anew every few minutes. */
export async function reach({ tx }: Pick<Asker, 'tx'>, { issuer, clientId, secret }: Provider): Promise<openid.Configuration> {
  const key = JSON.stringify([issuer, clientId, secret])
  const hit = known.get(key)
  const outbound = await outboundOf(tx, { seconds: patienceSeconds })
  const call: openid.CustomFetch = (address, { method, headers, body, signal }) =>
    outbound(address, { method, headers, body: body as string | URLSearchParams | null | undefined, signal })
  if (hit && hit.until > performance.now()) {
    hit.config[openid.customFetch] = call
    return hit.config
  }
  const url = new URL(issuer)
  const config = await failing(() =>
    openid.discovery(url, clientId, undefined, secret === null ? openid.None() : openid.ClientSecretPost(secret), {
      timeout: patienceSeconds,
      [openid.customFetch]: call,
      execute: url.protocol === 'http:' ? [openid.allowInsecureRequests] : [],
    }),
  )
  known.set(key, { config, until: performance.now() + knownForMs })
  return config
}

async function failing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TypeError && !('code' in error) && !(error.cause instanceof Error)) throw error
    const fault = [error, (error as Error).cause].find((one) => one instanceof OutboundFault)
    throw new Problem('provider-failed', fault && { facts: { reason: fault.reason } })
  }
}
