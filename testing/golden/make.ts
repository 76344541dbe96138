/**
 * Writes the golden database of the newest migration: `node testing/golden/make.ts`, once for every release. It is what a small company
 * had in its tables on that day, as text; later migrations are tried on it (`golden.test.ts`), so that it is never written again.
 */
import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { jobs, kesherServer } from '../../server/app.ts'
import { startEmbedded } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import { loadDemo, wantDemo } from '../../server/demo/load.ts'
import { type House, openHouse } from '../../server/house.ts'
import { startWorker } from '../../server/jobs/worker.ts'
import { dump } from './text.ts'

const at = () => new Date('2026-11-22T08:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'kesher-golden-'))
const postgres = await startEmbedded({ folder, disposable: true })
try {
  await migrate(postgres.url())
  const house = openHouse({ url: postgres.url(), folder, address: 'http://localhost', now: at })
  const app = await kesherServer(house)
  let cookie = ''
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body: object = {}, expected = 200) => {
    const type = body instanceof Buffer ? { 'content-type': 'application/octet-stream' } : {}
    const answer = await app.inject({ method, url: `/api${path}`, headers: { host: 'localhost', cookie, ...type }, ...(method !== 'GET' && { payload: body }) })
    if (answer.statusCode !== expected) throw new Error(`${path} answered ${answer.statusCode} ${answer.body}`)
    const [set] = answer.cookies
    if (set) cookie = `${set.name}=${set.value}`
    return answer.json()
  }
  await call('POST', '/setup', { company: 'כרמל אספקה', name: 'נועה ברק', email: 'noa@carmel.example', password: 'a long password', language: 'he' })
  await call('PUT', '/hours/closures/2026-12-31', { name: 'ספירת מלאי' })
  await call('PUT', '/hours/holidays/purim', { observance: 'closed' })
  await call('POST', '/users', { email: 'dan@carmel.example', name: 'דן לוי', role: 'rep', teamIds: [] })
  await call('POST', '/views', { list: 'customers', name: 'שלי', query: 'owner=me' })
  const lead = await house.db.selectFrom('users').select('id').executeTakeFirstOrThrow()
  await wantDemo(house.db, { customers: 2, seed: 'golden', lead: lead.id, now: at() })
  await loadDemo(house)
  await call('POST', '/session', { email: 'nobody@carmel.example', password: 'not the password' }, 401)
  const entry = await house.db.selectFrom('interactions').select(['customerId', 'id']).orderBy('id').limit(1).executeTakeFirstOrThrow()
  await call('POST', `/customers/${entry.customerId}/interactions/${entry.id}/attachments?name=${encodeURIComponent('הצעה.txt')}`, Buffer.from('שלום'))
  await importCustomers(house)
  const worker = await startWorker(house, jobs, '')
  await rest(entry.customerId)
  await worker.stop()
  await app.close()
  await house.close()

  /** What came after the first screens: fields of the company's own, access, merging, insight, rights. */
  async function rest(customerId: string) {
    const id = () => randomUUIDv7()
    const settled = async (path: string, done: (answer: never) => boolean) => {
      while (!done((await call('GET', path)) as never)) await wait(50)
    }
    const field = { type: 'text', key: 'motto', label: { he: 'מוטו', en: 'Motto' }, help: { he: '', en: '' }, section: { he: '', en: '' } }
    const plain = { limits: {}, choices: [], fallback: null, required: false, requiredFrom: null, hiddenFrom: ['rep'], personal: 'content', searchable: true }
    await call('POST', '/custom-fields', { ...field, ...plain, id: id(), subject: 'customer' })
    await call('PATCH', `/customers/${customerId}`, { custom: { motto: 'בזמן, תמיד' } })
    await call('PUT', '/access/rep', { scope: 'own', hidden: ['finances'] })
    await call('PATCH', '/sign-in-policy', { secondFactorRoles: ['manager'] })
    await call('POST', '/me/api-keys', { name: 'דוחות', scopes: ['customers:read'], days: 30 })
    await call('PUT', '/company/internal-hosts', { hosts: ['sso.company.local'] })
    const { user } = await call('POST', '/users', { email: 'yael@advice.example', name: 'יעל גולן', role: 'consultant', teamIds: [] })
    await call('POST', `/users/${user.id}/grants`, { id: id(), reason: 'בדיקת שירות', until: '2027-01-31T00:00:00Z', fileIds: [customerId] })

    const made = async (name: string) => (await call('POST', '/customers', { id: id(), kind: 'organisation', name })).id as string
    const [kept, other, twin, leaver] = [await made('נייר הכרמל'), await made('ניר הכרמל'), await made('נייר כרמל'), await made('עוזב בע״מ')]
    await call('POST', `/customers/${other}/interactions`, { id: id(), channel: 'phone', direction: 'in', body: 'שאלו על משלוח' })
    await call('POST', `/customers/${kept}/merges`, { id: id(), otherId: other })
    await settled(`/customers/${kept}/merges`, ([merge]: { state: string }[]) => merge?.state === 'merged')
    await call('PUT', `/customers/${kept}/not-duplicates/${twin}`, {})
    await call('POST', `/customers/${twin}/holds`, { id: id(), reason: 'תביעה' })
    await call('POST', `/customers/${leaver}/erasure`, { name: 'עוזב בע״מ' })
    await call('PUT', '/retention/sessions', { days: 30 })
    await call('POST', '/duplicates/runs', {})
    await call('POST', '/segments', { id: id(), name: 'נאמנים', stages: ['loyal'] })
    await call('PUT', `/customers/${customerId}/insight/assumptions`, { yearlyMinor: 1_000_000, growthMinor: 200_000 })
    await call('POST', `/customers/${customerId}/promises`, { text: 'שליחת הצעה', dueOn: '2026-11-01' })
    await call('POST', '/insight/runs', {})
    await settled('/insight/runs', ([run]: { state: string }[]) => run?.state === 'done')
    const { signals } = await call('GET', `/customers/${customerId}/insight`)
    if (signals[0]) await call('PUT', `/customers/${customerId}/signals/${signals[0].id}/state`, { state: 'seen' })
  }

  async function importCustomers(into: House) {
    const file = Buffer.from('Name,Phone\nאבן וסיד בע״מ,03-5551234\nNo phone,12\n')
    const { id } = await call('POST', '/imports?name=customers.csv&kind=customers', file)
    const columns = { name: 0, phone: 1 }
    const mapping = { encoding: 'utf-8', delimiter: ',', header: true, columns, dateOrder: 'dmy', decimal: '.', currency: 'ILS' }
    const rest = { returnPrefix: '', withoutCustomer: 'refuse', customerKind: 'organisation', teamId: null }
    await call('POST', `/imports/${id}/run`, { kind: 'customers', mapping: { ...mapping, ...rest } })
    await jobs['import.run']!(into, { id } as never)
  }

  const client = new pg.Client({ connectionString: postgres.url(), options: '-c timezone=UTC' })
  await client.connect()
  const { text, empty } = await dump(client)
  await client.end()
  const last = readdirSync(join(import.meta.dirname, '../../server/migrations'))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .at(-1)!
  writeFileSync(join(import.meta.dirname, last.replace('.sql', '.copy')), text)
  console.log(`${last}: ${text.length} characters; without a row: ${empty.join(', ')}`)
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true })
}
