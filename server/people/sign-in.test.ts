/** Coming in by more than a password, over HTTP. */
import { generate } from 'otplib'
import { expect, test } from 'vitest'
import type { AuditAction } from '../../contract/audit.ts'
import type { Role } from '../../contract/endpoint.ts'
import type { KeyScope } from '../../contract/key-scopes.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'

const clock = { now: new Date('2026-11-22T08:00:00Z') }
const later = (seconds: number) => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000)
}
const kesher = kesherForFile({ now: () => clock.now })
const password = 'another long password'

const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(clock.now.getTime() / 1000) })
const whoIs = async (browser: Browser) => (await browser.call('GET /session')).user
const actionsAbout = async (id: string): Promise<AuditAction[]> =>
  (await kesher.house.db.selectFrom('auditEntries').where('subjectId', '=', id).orderBy('id').select('action').execute()).map(
    ({ action }) => action as AuditAction,
  )

/** Somebody with an authenticator app. */
async function careful(role: Role = 'rep') {
  const browser = await kesher.member(role, [])
  const { email, id } = await whoIs(browser)
  const { ticket, secret, uri } = await browser.call('POST /me/totp')
  const { recoveryCodes } = await browser.call('PUT /me/totp', { body: { ticket, code: await codeOf(secret) } })
  later(30)
  return { browser, email, id, secret, uri, recoveryCodes: recoveryCodes! }
}

async function begin(email: string) {
  const browser = kesher.browser()
  const begun = await browser.call('POST /session', { body: { email, password } })
  if (!('ticket' in begun)) throw new Error('No second step was asked for')
  return { browser, ...begun }
}

test('I see where I am signed in, and end one session or all the others', async () => {
  const here = await kesher.member('rep', [])
  const { email, id } = await whoIs(here)
  const [second, third] = [kesher.browser(), kesher.browser()]
  for (const browser of [second, third]) await browser.ask('POST /session', { body: { email, password } }, { 'user-agent': 'Firefox/140' })
  const sessions = await here.call('GET /me/sessions')
  expect(sessions).toHaveLength(3)
  expect(sessions.filter((session) => session.here)).toMatchObject([{ way: 'link', address: '127.0.0.1' }])
  expect(sessions.filter((session) => session.userAgent === 'Firefox/140')).toHaveLength(2)
  const secondId = (await second.call('GET /me/sessions')).find((session) => session.here)!.id
  await here.call('DELETE /me/sessions/:id', { params: { id: secondId } })
  await expect.poll(async () => (await second.ask('GET /session')).status, { timeout: 3000 }).toBe(401)
  expect(await here.call('DELETE /me/sessions')).toEqual({ ended: 1 })
  await expect.poll(async () => (await third.ask('GET /session')).status, { timeout: 3000 }).toBe(401)
  expect((await here.call('GET /me/sessions')).map((session) => session.here)).toEqual([true])
  expect(await actionsAbout(id)).toEqual(expect.arrayContaining(['session.begun', 'session.ended']))
})

test('nobody sees or ends the sessions of another', async () => {
  const [one, other] = [await kesher.member('rep', []), await kesher.member('rep', [])]
  const [theirs] = await other.call('GET /me/sessions')
  expect((await one.ask('DELETE /me/sessions/:id', { params: { id: theirs!.id } })).problem.code).toBe('not-found')
  expect((await other.ask('GET /session')).status).toBe(200)
})

test('an authenticator app counts once it shows a right code; from then on the password is not enough', async () => {
  const browser = await kesher.member('rep', [])
  const { email } = await whoIs(browser)
  const { ticket, secret, uri } = await browser.call('POST /me/totp')
  expect(decodeURIComponent(uri)).toContain(`Carmel Supply:${email}`)
  expect((await browser.ask('PUT /me/totp', { body: { ticket, code: '000000' } })).problem.code).toBe('wrong-code')
  expect('user' in (await kesher.browser().call('POST /session', { body: { email, password } }))).toBe(true)
  const { recoveryCodes } = await browser.call('PUT /me/totp', { body: { ticket, code: await codeOf(secret) } })
  expect(recoveryCodes).toHaveLength(10)
  expect(new Set(recoveryCodes).size).toBe(10)
  later(30)
  const coming = await begin(email)
  expect(coming.ways).toEqual(['code'])
  expect((await coming.browser.ask('GET /session')).status).toBe(401)
  const code = await codeOf(secret)
  expect(
    (await coming.browser.call('POST /session/second-step', { body: { ticket: coming.ticket, code: `${code.slice(0, 3)} ${code.slice(3)}` } })).user.email,
  ).toBe(email)
})

test('a code is taken once: neither it nor an older one opens again', async () => {
  const { email, secret } = await careful()
  const older = await codeOf(secret)
  later(30)
  const code = await codeOf(secret)
  const first = await begin(email)
  await first.browser.call('POST /session/second-step', { body: { ticket: first.ticket, code } })
  for (const replayed of [code, older]) {
    const again = await begin(email)
    expect((await again.browser.ask('POST /session/second-step', { body: { ticket: again.ticket, code: replayed } })).problem.code).toBe('wrong-code')
  }
})

test('of many that send the same right code at once, one comes in', async () => {
  const { email, secret } = await careful()
  const code = await codeOf(secret)
  const coming = await Promise.all([begin(email), begin(email), begin(email)])
  const answers = await Promise.all(coming.map(({ browser, ticket }) => browser.ask('POST /session/second-step', { body: { ticket, code } })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
})

test('each recovery code works once, however it is typed, and only in the hands of its owner', async () => {
  const { browser, email, recoveryCodes } = await careful()
  const other = await careful()
  const stranger = await begin(other.email)
  expect((await stranger.browser.ask('POST /session/second-step', { body: { ticket: stranger.ticket, code: recoveryCodes[0]! } })).problem.code).toBe(
    'wrong-code',
  )
  const coming = await begin(email)
  await coming.browser.call('POST /session/second-step', { body: { ticket: coming.ticket, code: recoveryCodes[0]!.toUpperCase().replaceAll('-', ' ') } })
  const again = await begin(email)
  expect((await again.browser.ask('POST /session/second-step', { body: { ticket: again.ticket, code: recoveryCodes[0]! } })).problem.code).toBe('wrong-code')
  expect((await browser.call('GET /me/factors')).recoveryCodesLeft).toBe(9)
  const { recoveryCodes: renewed } = await browser.call('POST /me/recovery-codes')
  expect((await again.browser.ask('POST /session/second-step', { body: { ticket: again.ticket, code: recoveryCodes[1]! } })).problem.code).toBe('wrong-code')
  await again.browser.call('POST /session/second-step', { body: { ticket: again.ticket, code: renewed[1]! } })
})

test('guessing at codes is slowed down like guessing at passwords', async () => {
  const { email, secret } = await careful()
  const coming = await begin(email)
  const guess = (code: string) => coming.browser.ask('POST /session/second-step', { body: { ticket: coming.ticket, code } })
  const tries = []
  for (let n = 0; n < 6; n++) tries.push((await guess('000000')).problem.code)
  expect(tries).toEqual([...Array(5).fill('wrong-code'), 'slow-down'])
  expect((await guess(await codeOf(secret))).problem.code).toBe('slow-down')
  later(2)
  expect((await guess(await codeOf(secret))).status).toBe(200)
})

test('many guesses at once are counted as many', async () => {
  const { email } = await whoIs(await kesher.member('rep', []))
  const tries = await Promise.all(Array.from({ length: 12 }, () => kesher.browser().ask('POST /session', { body: { email, password: 'guess' } })))
  expect(tries.filter(({ problem }) => problem.code === 'wrong-credentials')).toHaveLength(5)
})

test('a second step must be taken within minutes, by a person who may still come in', async () => {
  const late = await careful()
  const coming = await begin(late.email)
  later(11 * 60)
  const step = { body: { ticket: coming.ticket, code: await codeOf(late.secret) } }
  expect((await coming.browser.ask('POST /session/second-step', step)).problem.code).toBe('too-late')
  const leaver = await careful()
  const leaving = await begin(leaver.email)
  await confirmed(await kesher.administrator(), 'a long password').call('PATCH /users/:id', { params: { id: leaver.id }, body: { active: false } })
  expect((await leaving.browser.ask('POST /session/second-step', { body: { ticket: leaving.ticket, code: await codeOf(leaver.secret) } })).problem.code).toBe(
    'too-late',
  )
})

/** The same browser, proving who it is before each call. */
function confirmed(browser: Browser, own = password): Pick<Browser, 'call' | 'ask'> {
  const first = () => browser.call('POST /me/confirmation', { body: { password: own } })
  return {
    call: (key, sent) => first().then(() => browser.call(key, sent)),
    ask: (key, sent) => first().then(() => browser.ask(key, sent)),
  }
}

test('a link to choose a new password does not get past the second factor', async () => {
  const { id, secret } = await careful()
  const { link } = await confirmed(await kesher.administrator(), 'a long password').call('POST /users/:id/access-link', { params: { id } })
  const browser = kesher.browser()
  const coming = await browser.call('POST /access-links/:token', { params: { token: link.split('/').at(-1)! }, body: { password: 'a brand new one' } })
  if (!('ticket' in coming)) throw new Error('No second step was asked for')
  expect((await browser.ask('GET /session')).status).toBe(401)
  expect((await browser.call('POST /session/second-step', { body: { ticket: coming.ticket, code: await codeOf(secret) } })).user.id).toBe(id)
})

test('what weighs most asks for a fresh proof of who one is, and the proof holds for ten minutes', async () => {
  const { browser, secret } = await careful('manager')
  expect((await browser.ask('GET /customers/export')).status).toBe(200)
  later(10 * 60 + 1)
  const refused = await browser.ask('GET /customers/export')
  expect([refused.status, refused.problem.code]).toEqual([403, 'confirm-first'])
  expect((await browser.ask('GET /me/confirmation')).problem.code).toBe('confirm-first')
  expect((await browser.ask('POST /me/confirmation', { body: { password: 'guess' } })).problem.code).toBe('wrong-credentials')
  expect((await browser.ask('GET /customers/export')).status).toBe(403)
  await browser.call('POST /me/confirmation', { body: { password } })
  expect((await browser.ask('GET /customers/export')).status).toBe(200)
  later(11 * 60)
  await browser.call('POST /me/confirmation', { body: { code: await codeOf(secret) } })
  expect((await browser.ask('GET /customers/export')).status).toBe(200)
})

test('an administrator takes away the factors of somebody who lost them, and their sessions end', async () => {
  const { browser, email, id } = await careful()
  expect((await browser.ask('DELETE /users/:id/factors', { params: { id } })).problem.code).toBe('not-allowed')
  const boss = confirmed(await kesher.administrator(), 'a long password')
  expect((await boss.call('GET /users')).find((user) => user.id === id)!.hasFactor).toBe(true)
  await boss.call('DELETE /users/:id/factors', { params: { id } })
  await expect.poll(async () => (await browser.ask('GET /session')).status, { timeout: 3000 }).toBe(401)
  expect('user' in (await kesher.browser().call('POST /session', { body: { email, password } }))).toBe(true)
  expect(await actionsAbout(id)).toContain('factors.reset')
})

test('where the company wants a second factor of a role, its people can only add one; then they are in, and cannot be without', async () => {
  const boss = confirmed(await kesher.administrator(), 'a long password')
  const marketer = await kesher.member('marketer', [])
  await boss.call('PATCH /sign-in-policy', { body: { secondFactorRoles: ['marketer'] } })
  await expect.poll(async () => (await marketer.ask('GET /customers')).problem.code, { timeout: 3000 }).toBe('second-factor-needed')
  expect((await whoIs(marketer)).lacksFactor).toBe(true)
  const { ticket, secret } = await confirmed(marketer).call('POST /me/totp')
  await marketer.call('PUT /me/totp', { body: { ticket, code: await codeOf(secret) } })
  expect((await marketer.ask('GET /customers')).status).toBe(200)
  expect((await confirmed(marketer).ask('DELETE /me/totp')).problem.code).toBe('second-factor-needed')
  await boss.call('PATCH /sign-in-policy', { body: { secondFactorRoles: [] } })
  await confirmed(marketer).call('DELETE /me/totp')
  expect(await marketer.call('GET /me/factors')).toMatchObject({ totp: null, recoveryCodesLeft: 0, required: false })
})

test('secrets are not in the database: neither codes, keys, nor what an app was given', async () => {
  const { browser, secret, recoveryCodes } = await careful()
  const { key } = await browser.call('POST /me/api-keys', { body: { name: 'Till', scopes: ['customers:read'], days: null } })
  const { rows } = await kesher.house.pool.query<{ text: string }>(
    `select string_agg(t::text, ' ') as text from (select to_jsonb(totp_factors) t from totp_factors union all select to_jsonb(recovery_codes) from recovery_codes
      union all select to_jsonb(api_keys) from api_keys union all select to_jsonb(tickets) from tickets union all select to_jsonb(audit_entries) from audit_entries) all_of_them`,
  )
  const hex = (text: string) => Buffer.from(text).toString('hex')
  for (const kept of [secret, key, recoveryCodes[3]!, recoveryCodes[3]!.replaceAll('-', '')]) {
    expect(rows[0]!.text).not.toContain(kept)
    expect(rows[0]!.text).not.toContain(hex(kept))
  }
})

/** A program with a key of this person. */
async function program(owner: Browser, scopes: KeyScope[], days: number | null = null) {
  const { key, apiKey } = await owner.call('POST /me/api-keys', { body: { name: 'Till', scopes, days } })
  const browser = kesher.browser()
  return {
    id: apiKey.id,
    ask: ((name, sent) => browser.ask(name, sent, { authorization: `Bearer ${key}`, origin: 'https://elsewhere.example' })) as Browser['ask'],
  }
}

test('a program acts for its owner within the scopes of its key, and no further than the owner may', async () => {
  const owner = await kesher.member('rep', [])
  const till = await program(owner, ['customers:read', 'people:write'])
  expect((await till.ask('GET /customers')).status).toBe(200)
  expect((await till.ask('GET /orders')).problem.code).toBe('not-allowed')
  expect((await till.ask('POST /customers', { body: { kind: 'person', name: 'X' } as never })).problem.code).toBe('not-allowed')
  expect((await till.ask('POST /teams', { body: { name: 'North' } })).problem.code).toBe('not-allowed')
})

test('no key reaches what is for a person at a screen, nor writes where a proof is asked for', async () => {
  const boss = await kesher.administrator()
  await boss.call('POST /me/confirmation', { body: { password: 'a long password' } })
  const till = await program(boss, ['people:read', 'people:write', 'customers:read'])
  expect((await till.ask('POST /teams', { body: { name: 'North' } })).status).toBe(200)
  for (const key of ['GET /me/sessions', 'GET /me/api-keys', 'GET /api-keys', 'GET /sign-in-policy', 'POST /me/api-keys'] as const)
    expect((await till.ask(key)).problem.code, key).toBe('not-allowed')
  const body = { email: 'sneaked@carmel.example', name: 'Sneaked', role: 'administrator' as const, teamIds: [] }
  expect((await till.ask('POST /users', { body })).problem.code).toBe('not-allowed')
  expect((await till.ask('GET /customers/export')).status).toBe(200)
})

test('a key stops when it expires, when it is revoked, and when its owner leaves', async () => {
  const owner = await kesher.member('rep', [])
  const boss = confirmed(await kesher.administrator(), 'a long password')
  const working = (till: { ask: Browser['ask'] }) => expect.poll(async () => (await till.ask('GET /customers')).status, { timeout: 3000 })
  const short = await program(owner, ['customers:read'], 1)
  await working(short).toBe(200)
  const mine = await program(owner, ['customers:read'])
  await owner.call('DELETE /me/api-keys/:id', { params: { id: mine.id } })
  await working(mine).toBe(401)
  const seen = await program(owner, ['customers:read'])
  await seen.ask('GET /customers')
  expect((await boss.call('GET /api-keys')).find((key) => key.id === seen.id)).toMatchObject({
    name: 'Till',
    owner: { id: (await whoIs(owner)).id },
    lastAddress: '127.0.0.1',
  })
  await boss.call('DELETE /api-keys/:id', { params: { id: seen.id } })
  await working(seen).toBe(401)
  expect((await boss.call('GET /api-keys')).find((key) => key.id === seen.id)!.revokedAt).not.toBeNull()
  expect(await actionsAbout(seen.id)).toEqual(['api-key.made', 'api-key.revoked'])
  const last = await program(owner, ['customers:read'])
  await working(last).toBe(200)
  later(25 * 3600)
  await working(short).toBe(401)
  await boss.call('PATCH /users/:id', { params: { id: (await whoIs(owner)).id }, body: { active: false } })
  await working(last).toBe(401)
})

test('nobody revokes the key of another', async () => {
  const [one, other] = [await kesher.member('rep', []), await kesher.member('rep', [])]
  const till = await program(other, ['customers:read'])
  expect((await one.ask('DELETE /me/api-keys/:id', { params: { id: till.id } })).problem.code).toBe('not-found')
  expect((await till.ask('GET /customers')).status).toBe(200)
  expect(await one.call('GET /me/api-keys')).toEqual([])
})

test('a passkey answer that nobody asked for, or that is made up, is refused', async () => {
  const invented = {
    id: 'AAAA',
    rawId: 'AAAA',
    type: 'public-key' as const,
    response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
  }
  const browser = kesher.browser()
  expect((await browser.ask('POST /session/passkey', { body: { ticket: 'made-up', response: invented } })).problem.code).toBe('too-late')
  const { ticket, options } = await browser.call('POST /session/passkey-options', { body: {} })
  expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  expect((await browser.ask('POST /session/passkey', { body: { ticket, response: invented } })).problem.code).toBe('passkey-refused')
  expect((await browser.ask('POST /session/passkey', { body: { ticket, response: invented } })).problem.code).toBe('too-late')
})

test('whoever comes in is told nothing of a second factor before the password is right', async () => {
  const { email } = await careful()
  const wrong = await kesher.browser().ask('POST /session', { body: { email, password: 'guess' } })
  expect(wrong.problem).toEqual({ code: 'wrong-credentials', status: 401 })
})

test('a session nobody used for as long as the company says is over; one in use goes on to its end', async () => {
  const boss = await kesher.administrator()
  await boss.call('POST /me/confirmation', { body: { password: 'a long password' } })
  expect((await boss.call('GET /sign-in-policy')).idleHours).toBe(168)
  await boss.call('PATCH /sign-in-policy', { body: { idleHours: 2 } })
  const [idle, busy] = [await kesher.member('rep', []), await kesher.member('rep', [])]
  const ask = async (browser: Browser) => {
    await kesher.browser().ask('POST /session', { body: { email: (await whoIs(busy)).email, password } }) // nobody is remembered across it
    return (await browser.ask('GET /session')).status
  }
  for (let hour = 0; hour < 3; hour++) {
    later(3600)
    expect(await ask(busy)).toBe(200)
    await ask(boss)
  }
  expect(await ask(idle)).toBe(401)
  await boss.call('POST /me/confirmation', { body: { password: 'a long password' } })
  await boss.call('PATCH /sign-in-policy', { body: { idleHours: null } })
  later(13 * 86_400)
  expect(await ask(busy)).toBe(200)
})
