import { expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'

const clock = { now: new Date('2026-11-22T08:00:00Z') }
const kesher = kesherForFile({ now: () => clock.now })

test('the first visit makes the administrator, signs them in, and can happen only once', async () => {
  const boss = await kesher.administrator()
  expect(await boss.call('GET /session')).toMatchObject({
    user: { name: 'Noa Barak', role: 'administrator' },
    company: { name: 'Carmel Supply', today: '2026-11-22', setUp: true },
  })
  const again = await kesher
    .browser()
    .ask('POST /setup', { body: { company: 'X', name: 'Y', email: 'y@x.example', password: 'a long password', language: 'he' } })
  expect(again.problem.code).toBe('already-set-up')
})

test('an invited person chooses a password by a link that works once', async () => {
  const boss = await kesher.administrator()
  const { link } = await boss.call('POST /users', { body: { email: ' Dana@Carmel.Example ', name: 'דנה לוי', role: 'rep', teamIds: [] } })
  const token = link.split('/').at(-1)!
  expect(await kesher.browser().call('GET /access-links/:token', { params: { token } })).toMatchObject({ email: 'dana@carmel.example', purpose: 'invite' })
  const dana = kesher.browser()
  expect(await dana.call('POST /access-links/:token', { params: { token }, body: { password: 'correct horse' } })).toMatchObject({ user: { name: 'דנה לוי' } })
  expect((await kesher.browser().ask('POST /access-links/:token', { params: { token }, body: { password: 'correct horse' } })).problem.code).toBe(
    'link-used-up',
  )
})

test('signing out ends the session at once', async () => {
  const rep = await kesher.member('rep', [])
  const cookie = rep.cookie
  await rep.call('DELETE /session')
  rep.cookie = cookie
  expect((await rep.ask('GET /session')).status).toBe(401)
})

test('the session cookie is host-only, secure and out of reach of scripts', async () => {
  await kesher.administrator()
  const answer = await kesher.browser().ask('POST /session', { body: { email: 'noa@carmel.example', password: 'a long password' } })
  expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-kesher=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
})

test('a session cookie without the prefix, which a neighbouring name could set, counts for nothing where the prefixed one does', async () => {
  const rep = await kesher.member('rep', [])
  const plain = rep.cookie.replace('__Host-', '')
  const asked = (headers: Record<string, string>) => kesher.app.inject({ url: '/api/session', headers }).then(({ statusCode }) => statusCode)
  expect(await asked({ host: 'localhost', cookie: rep.cookie })).toBe(200)
  expect(await asked({ host: 'localhost', cookie: plain })).toBe(401)
  expect(await asked({ host: 'kesher.example', cookie: plain })).toBe(200)
  expect(await asked({ host: 'kesher.example', cookie: rep.cookie })).toBe(401)
})

test('guessing a password is slowed down, for known and unknown addresses alike, and the right password works after the wait', async () => {
  await kesher.administrator()
  for (const email of ['noa@carmel.example', 'nobody@carmel.example']) {
    const tries = []
    for (let n = 0; n < 6; n++) tries.push((await kesher.browser().ask('POST /session', { body: { email, password: 'guess' } })).problem.code)
    expect(tries).toEqual([...Array(5).fill('wrong-credentials'), 'slow-down'])
  }
  const credentials = { body: { email: 'noa@carmel.example', password: 'a long password' } }
  expect((await kesher.browser().ask('POST /session', credentials)).problem).toMatchObject({ code: 'slow-down', facts: { seconds: 1 } })
  clock.now = new Date(clock.now.getTime() + 2_000)
  expect((await kesher.browser().ask('POST /session', credentials)).status).toBe(200)
})

test('a person who was deactivated is out, and the last administrator cannot be', async () => {
  const boss = await kesher.administrator()
  const rep = await kesher.member('rep', [])
  const { user } = await rep.call('GET /session')
  await boss.call('PATCH /users/:id', { params: { id: user.id }, body: { active: false } })
  await expect.poll(async () => (await rep.ask('GET /session')).status, { timeout: 3000 }).toBe(401)
  const me = (await boss.call('GET /session')).user.id
  expect((await boss.ask('PATCH /users/:id', { params: { id: me }, body: { role: 'rep' } })).problem.code).toBe('still-in-use')
})

test('who has no second factor is told to administrators alone, and e-mails of colleagues to nobody from outside', async () => {
  const boss = await kesher.administrator()
  const rep = await kesher.member('rep', [])
  const consultant = await kesher.member('consultant', [])
  const seen = async (browser: Browser, id: string) => (await browser.call('GET /users')).find((user) => user.id === id)!
  const own = (await rep.call('GET /session')).user
  expect(await seen(boss, own.id)).toMatchObject({ email: own.email, hasFactor: false })
  const noa = (await boss.call('GET /session')).user
  expect(await seen(rep, noa.id)).toMatchObject({ name: noa.name, email: noa.email, hasFactor: null })
  expect(await seen(consultant, noa.id)).toMatchObject({ name: noa.name, email: null, hasFactor: null })
})

test('only an administrator invites, and faults are named by field', async () => {
  const rep = await kesher.member('rep', [])
  const body = { email: 'new@carmel.example', name: 'New', role: 'rep' as const, teamIds: [] }
  expect((await rep.ask('POST /users', { body })).problem.code).toBe('not-allowed')
  const boss = await kesher.administrator()
  expect((await boss.ask('POST /users', { body: { ...body, name: ' ', email: 'no' } })).problem).toMatchObject({
    code: 'invalid',
    fields: { name: 'required', email: 'not-an-email' },
  })
  const { id } = await boss.call('POST /teams', { body: { name: 'Named twice' } })
  expect((await boss.call('POST /users', { body: { ...body, teamIds: [id, id] } })).user.teams).toEqual([{ id, name: 'Named twice' }])
  expect((await boss.ask('POST /users', { body })).problem.code).toBe('already-exists')
})

test('a page of another site cannot write', async () => {
  const boss = await kesher.administrator()
  expect((await boss.ask('POST /teams', { body: { name: 'Haifa' } }, { origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await boss.ask('POST /teams', { body: { name: 'Haifa' } }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await boss.ask('POST /teams', { body: { name: 'Haifa' } }, { origin: 'http://localhost' })).status).toBe(200)
})

test('a password that is easily guessed is refused, wherever one is chosen', async () => {
  const boss = await kesher.administrator()
  await boss.call('PATCH /company', { body: { name: 'Carmel Foods' } })
  const [team] = await boss.call('GET /teams')
  const { link } = await boss.call('POST /users', {
    body: { name: 'Dana Peretz', email: 'dana.peretz@carmel.example', role: 'rep', language: 'en', teamIds: [team!.id] },
  })
  const token = link.split('/').at(-1)!
  const dana = kesher.browser()
  const common = ['password123', 'Qwerty12345!', '1q2w3e4r5t', 'qwertyuiop', '2401199019', 'aaaaaaaaaaaa']
  const known = ['carmel2026', 'Dana Peretz1', 'dana.peretz', 'קשרקשרקשרקשר', 'kesher-2026']
  for (const password of [...common, ...known]) {
    const refused = await dana.ask('POST /access-links/:token', { params: { token }, body: { password } })
    expect([password, refused.status, refused.problem.fields]).toEqual([password, 422, { password: 'guessable' }])
  }
  const good = 'seven olives under a bridge'
  await dana.call('POST /access-links/:token', { params: { token }, body: { password: good } })
  const change = await dana.ask('PUT /me/password', { body: { current: good, password: 'peretz2026' } })
  expect([change.status, change.problem.fields]).toEqual([422, { password: 'guessable' }])
})
