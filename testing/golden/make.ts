/**
 * Writes the golden database of the newest migration: `node testing/golden/make.ts`, once for every release. It is what a small company
 * had in its tables on that day, as text; later migrations are tried on it (`golden.test.ts`), so that it is never written again.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { jobs, kesherServer } from '../../server/app.ts'
import { startEmbedded } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import { loadDemo, wantDemo } from '../../server/demo/load.ts'
import { type House, openHouse } from '../../server/house.ts'
import { dump } from './text.ts'

const at = () => new Date('2026-11-22T08:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'kesher-golden-'))
const postgres = await startEmbedded({ folder, disposable: true })
try {
  await migrate(postgres.url())
  const house = openHouse({ url: postgres.url(), folder, address: 'http://localhost', now: at })
  const app = await kesherServer(house)
  let cookie = ''
  const call = async (method: 'POST' | 'PUT' | 'PATCH', path: string, body: object, expected = 200) => {
    const type = body instanceof Buffer ? { 'content-type': 'application/octet-stream' } : {}
    const answer = await app.inject({ method, url: `/api${path}`, headers: { host: 'localhost', cookie, ...type }, payload: body })
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
  await app.close()
  await house.close()

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
