/** Coming in by the company's own account, with a real provider. */
import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { type Account, client, providerForFile } from '../../testing/provider.ts'

const returnAddress = 'http://localhost/sign-in/company'
const provider = providerForFile(returnAddress)
const kesher = kesherForFile()

const connected = (change: { asksSecondFactor?: boolean } = {}) => ({
  name: 'Carmel account',
  issuer: provider.issuer,
  clientId: client.id,
  clientSecret: client.secret,
  asksSecondFactor: false,
  ...change,
})

async function connect(change = {}) {
  const boss = await kesher.administrator()
  await boss.call('PUT /company/internal-hosts', { body: { hosts: [new URL(provider.issuer).host] } })
  return boss.call('PATCH /sign-in-policy', { body: { provider: connected(change) } })
}

const whoIs = async (browser: Browser) => (await browser.call('GET /session')).user
const accountOf = (email: string, change: Partial<Account> = {}): Account => ({ subject: `subject of ${email}`, email, verified: true, ...change })

/** A browser that went to the provider as `account`, and what it came back with. */
async function visit(account: Account) {
  const browser = kesher.browser()
  const { ticket, address } = await browser.call('POST /session/company-start')
  return { browser, ticket, address, answer: await provider.visit(address, account) }
}

test('the secret goes in and does not come out, and the button has the company’s words', async () => {
  const policy = await connect()
  expect(policy).toMatchObject({ provider: { issuer: provider.issuer, hasSecret: true }, returnAddress })
  expect(JSON.stringify(policy)).not.toContain(client.secret)
  expect(await kesher.browser().call('GET /sign-in-ways')).toEqual({ provider: 'Carmel account' })
  const { clientSecret: _, ...withoutSecret } = connected()
  const boss = await kesher.administrator()
  await boss.call('PATCH /sign-in-policy', { body: { provider: withoutSecret } })
  const person = await kesher.member('rep', [])
  const { email } = await whoIs(person)
  const { browser, ticket, answer } = await visit(accountOf(email))
  expect(await browser.call('POST /session/company', { body: { ticket, answer } })).toMatchObject({ user: { email } })
  const { rows } = await kesher.house.pool.query<{ kept: string }>(`select encode(client_secret, 'escape') as kept from sign_in_policy`)
  expect(rows[0]!.kept).not.toContain(client.secret)
})

test('a person invited here comes in by the verified address of their account; the provider is asked with PKCE, state and nonce', async () => {
  await connect()
  const { email } = await whoIs(await kesher.member('rep', []))
  const { browser, ticket, address, answer } = await visit(accountOf(email.toUpperCase(), { subject: 'one' }))
  const asked = new URL(address).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect([asked.get('code_challenge'), asked.get('state'), asked.get('nonce')].every((value) => (value?.length ?? 0) >= 32)).toBe(true)
  await browser.call('POST /session/company', { body: { ticket, answer } })
  expect(await browser.call('GET /me/sessions')).toContainEqual(expect.objectContaining({ here: true, way: 'company' }))
  // From now on the provider's own id of the account counts, whatever its address has become.
  const moved = await visit(accountOf('new-name@carmel.example', { subject: 'one' }))
  expect(await moved.browser.call('POST /session/company', { body: { ticket: moved.ticket, answer: moved.answer } })).toMatchObject({ user: { email } })
})

test('an address that is not verified, not known here, or was given to somebody else since, opens nothing', async () => {
  await connect()
  const { email } = await whoIs(await kesher.member('rep', []))
  const refused = async (account: Account) => {
    const { browser, ticket, answer } = await visit(account)
    const answered = await browser.ask('POST /session/company', { body: { ticket, answer } })
    expect((await browser.ask('GET /session')).status).toBe(401)
    return answered.problem.code
  }
  expect(await refused(accountOf(email, { verified: false }))).toBe('no-account')
  expect(await refused(accountOf('nobody@carmel.example'))).toBe('no-account')
  const { browser, ticket, answer } = await visit(accountOf(email, { subject: 'first holder' }))
  await browser.call('POST /session/company', { body: { ticket, answer } })
  expect(await refused(accountOf(email, { subject: 'second holder' }))).toBe('no-account')
})

test('somebody who left does not come in by the account they still have', async () => {
  await connect()
  const { email, id } = await whoIs(await kesher.member('rep', []))
  const boss = await kesher.administrator()
  await boss.call('PATCH /users/:id', { params: { id }, body: { active: false } })
  const { browser, ticket, answer } = await visit(accountOf(email))
  expect((await browser.ask('POST /session/company', { body: { ticket, answer } })).problem.code).toBe('no-account')
})

test('an answer counts once, in the browser that asked, as the provider gave it', async () => {
  await connect()
  const { email } = await whoIs(await kesher.member('rep', []))
  const [mine, theirs] = [await visit(accountOf(email)), await visit(accountOf(email))]
  const come = (ticket: string, answer: string) => kesher.browser().ask('POST /session/company', { body: { ticket, answer } })
  expect((await come(mine.ticket, theirs.answer)).problem.code).toBe('provider-failed')
  const again = await visit(accountOf(email))
  const changed = new URLSearchParams(again.answer)
  changed.set('code', `${changed.get('code')}x`)
  expect((await come(again.ticket, changed.toString())).problem.code).toBe('provider-failed')
  const good = await visit(accountOf(email))
  expect((await come(good.ticket, good.answer)).status).toBe(200)
  expect((await come(good.ticket, good.answer)).problem.code).toBe('too-late')
  const { ticket } = await kesher.browser().call('POST /session/company-start')
  expect((await come(ticket, 'error=access_denied')).problem.code).toBe('provider-failed')
})

test('a second factor is asked for after the provider, unless the provider asks for one itself', async () => {
  await connect()
  const person = await kesher.member('rep', [])
  const { email } = await whoIs(person)
  const { ticket: begun, secret } = await person.call('POST /me/totp')
  await person.call('PUT /me/totp', { body: { ticket: begun, code: await generate({ secret }) } })
  const first = await visit(accountOf(email))
  expect(await first.browser.call('POST /session/company', { body: { ticket: first.ticket, answer: first.answer } })).toMatchObject({ ways: ['code'] })
  expect((await first.browser.ask('GET /session')).status).toBe(401)
  await connect({ asksSecondFactor: true })
  const boss = await kesher.administrator()
  await boss.call('PATCH /sign-in-policy', { body: { secondFactorRoles: ['marketer'] } })
  const marketer = await whoIs(await kesher.member('marketer', []))
  const second = await visit(accountOf(marketer.email))
  expect(await second.browser.call('POST /session/company', { body: { ticket: second.ticket, answer: second.answer } })).toMatchObject({
    user: { lacksFactor: false },
  })
  expect((await second.browser.ask('GET /customers')).status).toBe(200)
  await boss.call('PATCH /sign-in-policy', { body: { secondFactorRoles: [] } })
})

test('a provider that does not answer, or is not reached safely, is not kept', async () => {
  const before = await connect()
  const boss = await kesher.administrator()
  const change = (issuer: string) => boss.ask('PATCH /sign-in-policy', { body: { provider: { ...connected(), issuer } } })
  expect((await change('https://127.0.0.1:8443')).problem.fields).toEqual({ 'provider.issuer': 'not-public' })
  await boss.call('PUT /company/internal-hosts', { body: { hosts: [new URL(provider.issuer).host, '127.0.0.1:9'] } })
  expect((await change('http://127.0.0.1:9')).problem.code).toBe('provider-failed')
  expect((await change('http://provider.example')).problem.fields).toEqual({ 'provider.issuer': 'not-an-address' })
  expect((await change('not an address')).problem.fields).toEqual({ 'provider.issuer': 'not-an-address' })
  expect(await boss.call('GET /sign-in-policy')).toEqual(before)
  await boss.call('PATCH /sign-in-policy', { body: { provider: null } })
  expect((await kesher.browser().ask('POST /session/company-start')).problem.code).toBe('wrong-state')
  expect(await kesher.browser().call('GET /sign-in-ways')).toEqual({ provider: null })
})

test('a lost sealing key is told as what it is, to people and in the log, and is mended by giving the secret again', async () => {
  await connect()
  const person = await kesher.member('rep', [])
  const { email } = await whoIs(person)
  // Sealed with another key than the one that is there now.
  await kesher.house.pool.query(`update sign_in_policy set client_secret = decode(repeat('01', 60), 'hex')`)
  const refused = await kesher.browser().ask('POST /session/company-start')
  expect([refused.status, refused.problem.code]).toEqual([503, 'sealing-key-lost'])
  const boss = await kesher.administrator()
  const { clientSecret: _, ...withoutSecret } = connected()
  expect((await boss.ask('PATCH /sign-in-policy', { body: { provider: withoutSecret } })).problem.code).toBe('sealing-key-lost')
  await connect()
  const { browser, ticket, answer } = await visit(accountOf(email))
  expect(await browser.call('POST /session/company', { body: { ticket, answer } })).toMatchObject({ user: { email } })
})
