/** A real OpenID Connect provider on this machine, for those who come in by their company's account. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll } from 'vitest'

export type Account = { subject: string; email: string; verified: boolean }
export const client = { id: 'kesher', secret: 'the provider and Kesher know it' }

export type TestProvider = {
  issuer: string
  /** Goes where a browser is sent, signs `account` in there, and returns the query it is sent back with. */
  visit(address: string, account: Account): Promise<string>
}

/** Runs a provider for the tests of one file. It sends people back to `returnAddress` only. */
export function providerForFile(returnAddress: string): TestProvider {
  let stop = async () => {}
  const here: TestProvider = { issuer: '', visit: async () => '' }
  const accounts = new Map<string, Account>()
  beforeAll(async () => {
    const server = createServer()
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    here.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const provider = providerAt(here.issuer, returnAddress, accounts)
    const answer = provider.callback()
    let signingIn = ''
    server.on('request', async (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return answer(request, response)
      await provider.interactionFinished(request, response, { login: { accountId: signingIn } })
    })
    here.visit = async (address, account) => {
      accounts.set(account.subject, account)
      signingIn = account.subject
      return walk(address, returnAddress)
    }
    stop = () => new Promise((stopped) => server.close(() => stopped()))
  })
  afterAll(() => stop())
  return here
}

function providerAt(issuer: string, returnAddress: string, accounts: ReadonlyMap<string, Account>) {
  return new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [returnAddress], token_endpoint_auth_method: 'client_secret_post' }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['a key of this test only'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, subject) => {
      const account = accounts.get(subject)
      return account && { accountId: subject, claims: () => ({ sub: subject, email: account.email, email_verified: account.verified }) }
    },
    // Nobody is asked whether Kesher may know their address: the company has decided that.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
}

/** Follows redirections as a browser would, with its cookies, until it is sent back to us. */
async function walk(address: string, until: string): Promise<string> {
  const cookies = new Map<string, string>()
  let place = address
  for (let steps = 0; steps < 10; steps++) {
    const answer = await fetch(place, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      cookies.set(name!, value!)
    }
    const next = answer.headers.get('location')
    if (!next) throw new Error(`The provider answered ${answer.status} ${await answer.text()}`)
    place = new URL(next, place).href
    if (place.startsWith(until)) return new URL(place).search.slice(1)
  }
  throw new Error('The provider sends round in circles')
}
