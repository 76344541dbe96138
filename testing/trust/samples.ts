/** For every endpoint a request that works, made for one person and one file. A new endpoint does not compile without its sample. */
import { randomUUIDv7 } from 'node:crypto'
import type { Sent } from '../../contract/endpoint.ts'
import type { ContractOf, Key } from '../../contract/index.ts'
import { newCustomer } from '../../server/customers/testing.ts'
import { newVoice } from '../../server/feedback/testing.ts'
import { entry, newEntry } from '../../server/interactions/testing.ts'
import { newMerge } from '../../server/merging/testing.ts'
import type { Browser } from '../kesher.ts'
import type { File, Person, World } from './world.ts'

/** `by` makes what the request needs: the person, where they can; else the administrator. */
export type Case = { world: World; person: Person; file: File; by: Browser }
export type Sample<K extends Key> = {
  sent(given: Case): Partial<Sent<ContractOf[K]>> | Promise<Partial<Sent<ContractOf[K]>>>
  /** What the request is answered with where it is allowed; 200 unless told. */
  status?: number
}

const of = ({ id }: File) => ({ params: { id } })
const part = ({ id }: File, partId: string) => ({ params: { id, partId } })
const fresh = () => randomUUIDv7()
let count = 0
const some = (what: string) => `${what} ${++count}`
const csv = Buffer.from('name\nImported\n') as never

const mapping = {
  encoding: 'utf-8',
  delimiter: ',',
  header: true,
  columns: { name: 0 },
  dateOrder: 'ymd',
  decimal: '.',
  currency: 'ILS',
  returnPrefix: '',
  withoutCustomer: 'refuse',
  customerKind: 'person',
  teamId: null,
} as const

const importOf = async ({ by }: Case) => {
  const { id } = await by.call('POST /imports', { query: { name: 'a.csv', kind: 'customers' }, body: csv })
  return { params: { id } }
}
const viewOf = async ({ person, by, world }: Case) => {
  const owner = person.role === 'consultant' ? world.boss : by
  const { id } = await owner.call('POST /views', { body: { list: 'customers', name: some('View'), query: '' } })
  return { params: { id } }
}
const segmentOf = async ({ person, by, world }: Case) => {
  const owner = person.role === 'consultant' ? world.boss : by
  const { id } = await owner.call('POST /segments', { body: { id: fresh(), name: some('Segment'), stages: ['loyal'] } })
  return { params: { id } }
}
const newPerson = async ({ world }: Case) => {
  const { user } = await world.boss.call('POST /users', { body: { email: `new${++count}@carmel.example`, name: 'New', role: 'rep', teamIds: [] } })
  return { params: { id: user.id } }
}
const linkOf = async ({ world }: Case) => {
  const { link } = await world.boss.call('POST /users', { body: { email: `new${++count}@carmel.example`, name: 'New', role: 'rep', teamIds: [] } })
  return { params: { token: link.split('/').at(-1)! } }
}
const keyOf = async ({ world }: Case) => {
  const { apiKey } = await world.boss.call('POST /me/api-keys', { body: { name: some('Key'), scopes: ['customers:read'], days: 1 } })
  return { params: { id: apiKey.id } }
}
const signed = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' } as const
const assertion = { ...signed, response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' } }
const credential = { ...signed, response: { clientDataJSON: 'e30', attestationObject: 'AAAA' } }
const teamOf = async ({ world }: Case) => ({ params: { id: (await world.boss.call('POST /teams', { body: { name: some('Team') } })).id } })
const fieldBody = () => ({ subject: 'contact', key: `field${++count}`, type: 'text', label: { he: 'שדה', en: 'Field' } }) as const
const fieldOf = async ({ world }: Case) => ({ params: { id: (await world.boss.call('POST /custom-fields', { body: { ...fieldBody(), id: fresh() } })).id } })
const exportOf = ({ world, file }: Case) => world.boss.call('POST /customers/:id/exports', { ...of(file), body: {} })
const ownEntry = async ({ by, file }: Case) => part(file, (await newEntry(by, file.id)).id)
const grantBody = ({ file }: Case) => ({ id: fresh(), until: '2099-01-01T00:00:00Z', reason: 'Audit', fileIds: [file.id] })
const consultant = ({ world }: Case) => ({ params: { id: world.people.consultant.id } })

/** A new file of the same team and owner. */
const twinOf = async ({ world, file }: Case) => {
  const { teamId, ownerId } = (await world.boss.call('GET /customers/:id/file', of(file))).customer
  const { id } = await newCustomer(world.boss, { name: some('Twin'), teamId, ownerId })
  return id
}
const mergedTwins = async (given: Case) => {
  const [id, otherId] = [await twinOf(given), await twinOf(given)]
  const merge = await newMerge(given.world.boss, given.world.kesher.house, id, otherId)
  return { params: { id, partId: merge.id } }
}

export const samples: { [K in Key]: Sample<K> } = {
  'GET /setup': { sent: () => ({}) },
  'POST /setup': { sent: () => ({ body: { company: 'X', name: 'X', email: 'x@x.example', password: 'long enough it is', language: 'en' } }), status: 409 },
  'POST /session': { sent: () => ({ body: { email: `nobody${++count}@x.example`, password: 'wrong' } }), status: 401 },
  'GET /session': { sent: () => ({}) },
  'DELETE /session': { sent: () => ({}) },
  'PATCH /me': { sent: () => ({ body: { theme: 'dark' } }) },
  'PUT /me/password': { sent: () => ({ body: { current: 'wrong', password: 'a longer password' } }), status: 401 },
  'GET /sign-in-ways': { sent: () => ({}) },
  'POST /session/second-step': { sent: () => ({ body: { ticket: 'none', code: '000000' } }), status: 410 },
  'POST /session/passkey-options': { sent: () => ({ body: {} }) },
  'POST /session/passkey': { sent: () => ({ body: { ticket: 'none', response: assertion } }), status: 410 },
  'POST /session/company-start': { sent: () => ({}), status: 409 },
  'POST /session/company': { sent: () => ({ body: { ticket: 'none', answer: 'code=x' } }), status: 410 },
  'GET /me/sessions': { sent: () => ({}) },
  'DELETE /me/sessions/:id': { sent: () => ({ params: { id: fresh() } }), status: 404 },
  'DELETE /me/sessions': { sent: () => ({}) },
  'GET /me/confirmation': { sent: () => ({}) },
  'POST /me/confirmation': { sent: () => ({ body: { password: 'another long password' } }) },
  'GET /me/factors': { sent: () => ({}) },
  'POST /me/totp': { sent: () => ({}) },
  'PUT /me/totp': { sent: () => ({ body: { ticket: 'none', code: '000000' } }), status: 410 },
  'DELETE /me/totp': { sent: () => ({}), status: 404 },
  'POST /me/recovery-codes': { sent: () => ({}), status: 409 },
  'POST /me/passkeys/options': { sent: () => ({}) },
  'POST /me/passkeys': { sent: () => ({ body: { ticket: 'none', name: 'Phone', response: credential } }), status: 410 },
  'PATCH /me/passkeys/:id': { sent: () => ({ params: { id: fresh() }, body: { name: 'Phone' } }), status: 404 },
  'DELETE /me/passkeys/:id': { sent: () => ({ params: { id: fresh() } }), status: 404 },
  'DELETE /users/:id/factors': { sent: newPerson },
  'GET /me/api-keys': { sent: () => ({}) },
  'POST /me/api-keys': { sent: () => ({ body: { name: some('Key'), scopes: ['customers:read'], days: 1 } }) },
  'DELETE /me/api-keys/:id': { sent: () => ({ params: { id: fresh() } }), status: 404 },
  'GET /api-keys': { sent: () => ({}) },
  'DELETE /api-keys/:id': { sent: keyOf },
  'GET /sign-in-policy': { sent: () => ({}) },
  'PATCH /sign-in-policy': { sent: () => ({ body: {} }) },
  'GET /users': { sent: () => ({}) },
  'POST /users': { sent: () => ({ body: { email: `new${++count}@carmel.example`, name: 'New', role: 'rep', teamIds: [] } }) },
  'PATCH /users/:id': { sent: async (given) => ({ ...(await newPerson(given)), body: { name: 'Renamed' } }) },
  'POST /users/:id/access-link': { sent: newPerson },
  'GET /access-links/:token': { sent: linkOf },
  'POST /access-links/:token': { sent: async (given) => ({ ...(await linkOf(given)), body: { password: 'short' } }), status: 422 },
  'GET /access': { sent: () => ({}) },
  'PUT /access/:role': { sent: () => ({ params: { role: 'trainer' }, body: { scope: 'team', hidden: [] } }) },
  'GET /teams': { sent: () => ({}) },
  'POST /teams': { sent: () => ({ body: { name: some('Team') } }) },
  'PATCH /teams/:id': { sent: async (given) => ({ ...(await teamOf(given)), body: { name: some('Team') } }) },
  'DELETE /teams/:id': { sent: teamOf },
  'GET /company': { sent: () => ({}) },
  'PATCH /company': { sent: () => ({ body: { name: 'Carmel Supply' } }) },
  'GET /company/internal-hosts': { sent: () => ({}) },
  'PUT /company/internal-hosts': { sent: () => ({ body: { hosts: ['sso.carmel.example'] } }) },
  'GET /hours': { sent: () => ({}) },
  'PUT /hours/spans': { sent: () => ({ body: [] }) },
  'PUT /hours/holidays/:holiday': { sent: () => ({ params: { holiday: 'purim' }, body: { observance: 'short' } }) },
  'PUT /hours/closures/:day': { sent: () => ({ params: { day: '2026-12-24' }, body: { name: 'Inventory' } }) },
  'DELETE /hours/closures/:day': {
    async sent({ world }) {
      await world.boss.call('PUT /hours/closures/:day', { params: { day: '2026-12-25' }, body: { name: 'Inventory' } })
      return { params: { day: '2026-12-25' } }
    },
  },
  'POST /demo': { sent: () => ({}), status: 409 },
  'GET /demo': { sent: () => ({}) },
  'GET /custom-fields': { sent: () => ({}) },
  'GET /custom-fields/removed': { sent: () => ({}) },
  'POST /custom-fields': { sent: () => ({ body: { ...fieldBody(), id: fresh() } }) },
  'PATCH /custom-fields/:id': { sent: async (given) => ({ ...(await fieldOf(given)), body: { label: { he: 'דרגה', en: 'Tier' } } }) },
  'PUT /custom-fields/order': { sent: () => ({ body: { subject: 'contact', ids: [] } }) },
  'PUT /custom-fields/:id/removal': { sent: fieldOf },
  'DELETE /custom-fields/:id/removal': { sent: fieldOf },
  'GET /duplicates': { sent: () => ({}) },
  'GET /customers/alike': { sent: () => ({ query: { name: 'Dana Cohen', city: 'Haifa' } }) },
  'PUT /customers/:id/not-duplicates/:partId': { sent: async ({ by, file }) => part(file, (await newCustomer(by)).id) },
  'DELETE /customers/:id/not-duplicates/:partId': { sent: ({ file }) => part(file, file.id) },
  'GET /duplicates/runs': { sent: () => ({}) },
  'POST /duplicates/runs': { sent: () => ({}) },
  'DELETE /duplicates/runs/:id': { sent: () => ({ params: { id: fresh() } }), status: 404 },
  'GET /customers': { sent: () => ({}) },
  'GET /customers/count': { sent: () => ({}) },
  'POST /customers': { sent: () => ({ body: { id: fresh(), kind: 'person', name: 'Newcomer' } }) },
  'PATCH /customers/:id': { sent: ({ file }) => ({ ...of(file), body: { country: 'Israel' } }) },
  'POST /customers/bulk': { sent: ({ file }) => ({ body: { chosen: { ids: [file.id] }, addTag: 'seen' } }) },
  'GET /customers/export': { sent: () => ({}) },
  'GET /tags': { sent: () => ({}) },
  'POST /customers/:id/contacts': { sent: ({ file }) => ({ ...of(file), body: { name: 'Somebody' } }) },
  'PATCH /customers/:id/contacts/:partId': { sent: ({ file }) => ({ ...part(file, file.contactId), body: { jobTitle: 'Buyer' } }) },
  'DELETE /customers/:id/contacts/:partId': {
    sent: async ({ world, file }) => part(file, (await world.boss.call('POST /customers/:id/contacts', { ...of(file), body: { name: 'Mistake' } })).id),
  },
  'POST /customers/:id/points': { sent: ({ file }) => ({ ...of(file), body: { channel: 'email', value: `a${++count}@a.example` } }) },
  'PATCH /customers/:id/points/:partId': { sent: ({ file }) => ({ ...part(file, file.pointId), body: { label: 'mobile' } }) },
  'DELETE /customers/:id/points/:partId': {
    sent: async ({ world, file }) =>
      part(file, (await world.boss.call('POST /customers/:id/points', { ...of(file), body: { channel: 'email', value: `b${++count}@b.example` } })).id),
  },
  'POST /customers/:id/preferences': { sent: ({ file }) => ({ ...of(file), body: { kind: 'request', text: 'Call first' } }) },
  'PATCH /customers/:id/preferences/:partId': { sent: ({ file }) => ({ ...part(file, file.preferenceId), body: { kind: 'request' } }) },
  'DELETE /customers/:id/preferences/:partId': {
    sent: async ({ world, file }) =>
      part(file, (await world.boss.call('POST /customers/:id/preferences', { ...of(file), body: { kind: 'request', text: 'x' } })).id),
  },
  'GET /customers/:id/merge/:otherId': { sent: async (given) => ({ params: { id: given.file.id, otherId: await twinOf(given) } }) },
  'GET /customers/:id/merges': { sent: ({ file }) => of(file) },
  'POST /customers/:id/merges': {
    // Two fresh files that stand to the person as the one at hand does: nothing works through the jobs here, so a file can be merged once.
    sent: async (given) => ({ params: { id: await twinOf(given) }, body: { id: fresh(), otherId: await twinOf(given) } }),
  },
  'GET /customers/:id/merges/:partId/undo': { sent: mergedTwins },
  'POST /customers/:id/merges/:partId/undo': { sent: async (given) => ({ ...(await mergedTwins(given)), body: {} }) },
  'GET /users/:id/grants': { sent: consultant },
  'POST /users/:id/grants': { sent: (given) => ({ ...consultant(given), body: grantBody(given) }) },
  'DELETE /users/:id/grants/:partId': {
    async sent(given) {
      // A file nobody was given otherwise, so that ending it takes nothing from the consultant.
      const { id } = await given.world.boss.call('POST /users/:id/grants', { ...consultant(given), body: { ...grantBody(given), fileIds: [given.file.id] } })
      return { params: { ...consultant(given).params, partId: id } }
    },
  },
  'GET /views': { sent: () => ({}) },
  'POST /views': { sent: () => ({ body: { list: 'customers', name: some('View'), query: '' } }) },
  'PATCH /views/:id': { sent: async (given) => ({ ...(await viewOf(given)), body: { name: some('View') } }) },
  'DELETE /views/:id': { sent: viewOf },
  'POST /customers/:id/interactions': { sent: ({ file }) => ({ ...of(file), body: entry() }) },
  'GET /customers/:id/interactions/:partId': { sent: ({ file }) => part(file, file.interactionId) },
  'POST /customers/:id/interactions/:partId/attachments': {
    sent: ({ file }) => ({ ...part(file, file.interactionId), query: { name: 'a.txt' }, body: Buffer.from('a') as never }),
  },
  'GET /customers/:id/attachments/:partId': { sent: ({ file }) => part(file, file.attachmentId) },
  'POST /customers/:id/promises': { sent: ({ file }) => ({ ...of(file), body: { text: 'Call back', dueOn: '2026-12-01' } }) },
  'PUT /customers/:id/promises/:partId/outcome': { sent: ({ file }) => ({ ...part(file, file.promiseId), body: { outcome: 'kept' } }) },
  'DELETE /customers/:id/promises/:partId/outcome': { sent: ({ file }) => part(file, file.promiseId) },
  'DELETE /customers/:id/interactions/:partId': { sent: ownEntry },
  'GET /orders': { sent: () => ({}) },
  'GET /customers/:id/orders': { sent: ({ file }) => of(file) },
  'GET /customers/:id/orders/:partId': { sent: ({ file }) => part(file, file.orderId) },
  'PATCH /customers/:id/orders/:partId': { sent: ({ file }) => ({ ...part(file, file.orderId), body: { custom: {} } }) },
  'POST /customers/:id/orders': { sent: ({ world, file }) => ({ ...of(file), body: { id: fresh(), lines: [{ productId: world.productId, quantity: 1 }] } }) },
  'GET /products': { sent: () => ({}) },
  'POST /products': { sent: () => ({ body: { sku: some('SKU'), name: 'Pen' } }) },
  'PATCH /products/:id': { sent: ({ world }) => ({ params: { id: world.productId }, body: { category: 'Office' } }) },
  'POST /customers/:id/voices': { sent: ({ file }) => ({ ...of(file), body: { id: fresh(), kind: 'wish', text: 'Longer hours' } }) },
  'PUT /customers/:id/voices/:partId/answer': {
    sent: async ({ world, file }) => ({ ...part(file, (await newVoice(world.boss, file.id)).id), body: { answer: 'We do now' } }),
  },
  'POST /customers/:id/scores': { sent: ({ file }) => ({ ...of(file), body: { answers: [{ id: fresh(), question: 'ease', value: 5 }] } }) },
  'GET /voices': { sent: () => ({}) },
  'GET /customers/:id/file': { sent: ({ file }) => of(file) },
  'GET /customers/:id/looks': { sent: ({ file }) => of(file) },
  'GET /customers/:id/looks/report': { sent: ({ file }) => of(file) },
  'POST /customers/:id/prints': { sent: ({ file }) => of(file) },
  'GET /users/:id/looks': { sent: (given) => consultant(given) },
  'GET /audit': { sent: () => ({}) },
  'GET /audit/head': { sent: () => ({}) },
  'GET /audit/heads': { sent: () => ({}) },
  'GET /audit/look-rule': { sent: () => ({}) },
  'PUT /audit/look-rule': { sent: () => ({ body: { atLeast: 60, times: 3 } }) },
  'GET /audit/look-alerts': { sent: () => ({}) },
  'PUT /audit/look-alerts/:id/settlement': { sent: () => ({ params: { id: fresh() } }), status: 404 },
  'GET /customers/:id/timeline': { sent: ({ file }) => of(file) },
  'GET /customers/:id/timeline/days': { sent: ({ file }) => of(file) },
  'GET /search': { sent: () => ({ query: { q: 'zanzibar' } }) },
  'GET /my-day': { sent: () => ({}) },
  'GET /insight/watch': { sent: () => ({}) },
  'GET /customers/:id/insight': { sent: ({ file }) => of(file) },
  'PUT /customers/:id/insight/assumptions': { sent: ({ file }) => ({ ...of(file), body: { yearlyMinor: 1_000_000, growthMinor: 200_000 } }) },
  'PUT /customers/:id/signals/:partId/state': { sent: ({ file }) => ({ ...part(file, file.signalId), body: { state: 'seen' } }) },
  'GET /insight/assumptions': { sent: () => ({}) },
  'PATCH /insight/assumptions': { sent: () => ({ body: { years: 5 } }) },
  'GET /insight/runs': { sent: () => ({}) },
  'GET /insight/comparison': { sent: () => ({}) },
  'POST /insight/runs': { sent: () => ({}) },
  'DELETE /insight/runs/:id': { sent: () => ({ params: { id: fresh() } }), status: 404 },
  'GET /insight/baskets': { sent: () => ({}) },
  'GET /insight/demand': { sent: () => ({}) },
  'GET /insight/chain': { sent: () => ({}) },
  'GET /insight/value': { sent: () => ({}) },
  'GET /insight/segments': { sent: () => ({}) },
  'GET /segments': { sent: () => ({}) },
  'POST /segments': { sent: () => ({ body: { id: fresh(), name: 'Most of all', stages: ['loyal'] } }) },
  'DELETE /segments/:id': { sent: segmentOf },
  'GET /insight/back-test': { sent: () => ({}) },
  'GET /insight/churn': { sent: () => ({}) },
  'PATCH /insight/churn': { sent: () => ({ body: { winningMinor: 1_000_000 } }) },
  'GET /imports': { sent: () => ({}) },
  'POST /imports': { sent: () => ({ query: { name: 'a.csv', kind: 'customers' }, body: csv }) },
  'GET /imports/:id': { sent: importOf },
  'GET /imports/:id/inspection': { sent: importOf },
  'POST /imports/:id/dry-run': { sent: async (given) => ({ ...(await importOf(given)), body: { kind: 'customers', mapping } }) },
  'POST /imports/:id/run': { sent: async (given) => ({ ...(await importOf(given)), body: { kind: 'customers', mapping } }) },
  'DELETE /imports/:id/run': { sent: importOf, status: 409 },
  'GET /imports/:id/refused': { sent: importOf },
  'POST /imports/:id/undo': { sent: importOf, status: 409 },
  'DELETE /imports/:id': { sent: importOf },
  'GET /backups': { sent: () => ({}) },
  'POST /backups': { sent: () => ({ body: { kind: 'set' } }) },
  'PATCH /backups/plan': { sent: () => ({ body: {} }) },
  'GET /customers/:id/privacy': { sent: ({ file }) => of(file) },
  'GET /customers/:id/corrections': { sent: ({ file }) => of(file) },
  'POST /customers/:id/exports': { sent: ({ file }) => ({ ...of(file), body: { id: fresh() } }) },
  'GET /customers/:id/exports/:partId': { sent: async (given) => part(given.file, (await exportOf(given)).id) },
  // Nothing works through the jobs here: it is not packed yet.
  'GET /customers/:id/exports/:partId/archive': { sent: async (given) => part(given.file, (await exportOf(given)).id), status: 409 },
  'POST /customers/:id/holds': { sent: ({ file }) => ({ ...of(file), body: { id: fresh(), reason: 'A claim' } }) },
  'DELETE /customers/:id/holds/:partId': {
    sent: async ({ world, file }) => part(file, (await world.boss.call('POST /customers/:id/holds', { ...of(file), body: { reason: 'A claim' } })).id),
  },
  'POST /customers/:id/erasure': {
    async sent({ world }) {
      const { id } = await newCustomer(world.boss, { name: 'Leaver' })
      return { params: { id }, body: { name: 'Leaver' } }
    },
  },
  'POST /customers/:id/contacts/:partId/erasure': {
    async sent({ world }) {
      const { id } = await newCustomer(world.boss, { name: 'Stays' })
      const contact = await world.boss.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Leaver' } })
      return { params: { id, partId: contact.id }, body: { name: 'Leaver' } }
    },
  },
  'GET /erasures': { sent: () => ({}) },
  'GET /retention': { sent: () => ({}) },
  'GET /retention/:kind/preview': { sent: () => ({ params: { kind: 'interactions' }, query: { days: 365 } }) },
  'PUT /retention/:kind': { sent: () => ({ params: { kind: 'sessions' }, body: { days: 30 } }) },
}
