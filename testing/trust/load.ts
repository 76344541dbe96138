/**
 * People who write without pause, each write under a key, and who send it again until it is answered. What was answered is
 * remembered, and afterwards held against the database.
 */
import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

type Shop = { address: string; cookie: string; productId: string; teamId: string }
type Answered = { contacts: string[]; entries: string[]; orders: string[]; files: string[]; edits: number }
export type Load = { answered: number; repeated: number; unexpected: string[]; ended: Promise<void> }

const json = { 'content-type': 'application/json' }
const headers = (cookie: string) => ({ cookie, origin: '' })

/** The first visit: somebody who may write, and a product to order. */
export async function openShop(address: string): Promise<Shop> {
  const post = (path: string, body: object, cookie = '') =>
    fetch(`${address}/api${path}`, { method: 'POST', headers: { ...json, cookie }, body: JSON.stringify(body) })
  const setup = await post('/setup', { company: 'Carmel Supply', name: 'Noa Barak', email: 'noa@carmel.example', password: 'a long password', language: 'en' })
  const cookie = setup.headers.getSetCookie()[0]!.split(';')[0]!
  const product = await (await post('/products', { sku: 'P1', name: 'Paper', category: 'Office', unitPriceMinor: 1250 }, cookie)).json()
  const [team] = await (await fetch(`${address}/api/teams`, { headers: { cookie } })).json()
  return { address, cookie, productId: product.id, teamId: team.id }
}

/** One person writing into one file until `signal` says that it is enough. */
export class Writer {
  readonly customerId = randomUUIDv7()
  readonly answered: Answered = { contacts: [], entries: [], orders: [], files: [], edits: 0 }
  repeated = 0
  readonly unexpected: string[] = []
  readonly #shop: Shop

  constructor(shop: Shop) {
    this.#shop = shop
  }

  async writeUntil(signal: AbortSignal) {
    await this.#send('POST', '/customers', { id: this.customerId, kind: 'organisation', name: `File ${this.customerId}`, teamId: this.#shop.teamId })
    const deeds = [this.#addContact, this.#recordEntry, this.#takeOrder, this.#attach, this.#edit]
    for (let n = 0; !signal.aborted; n++) await deeds[n % deeds.length]!.call(this)
  }

  get total() {
    const { contacts, entries, orders, files, edits } = this.answered
    return contacts.length + entries.length + orders.length + files.length + edits
  }

  async #addContact() {
    const name = randomUUID()
    await this.#send('POST', this.#path('contacts'), { name })
    this.answered.contacts.push(name)
  }

  async #recordEntry() {
    const id = randomUUIDv7()
    const promise = { text: 'Send the quote', dueOn: '2030-01-01' }
    await this.#send('POST', this.#path('interactions'), { id, channel: 'phone', direction: 'in', body: 'A call', promise })
    this.answered.entries.push(id)
  }

  async #takeOrder() {
    const id = randomUUIDv7()
    await this.#send('POST', this.#path('orders'), { id, lines: [{ productId: this.#shop.productId, quantity: 2 }] })
    this.answered.orders.push(id)
  }

  async #attach() {
    const name = `${randomUUID()}.txt`
    await this.#send('POST', `${this.#path('interactions')}/${this.answered.entries[0]}/attachments?name=${name}`, Buffer.from(`The bytes of ${name}`))
    this.answered.files.push(name)
  }

  async #edit() {
    await this.#send('PATCH', this.#path(), { city: randomUUID() })
    this.answered.edits++
  }

  #path(part?: string) {
    return `/customers/${this.customerId}${part ? `/${part}` : ''}`
  }

  /** Sends it, under one key, until there is an answer that says yes. */
  async #send(method: string, path: string, body: object) {
    const key = randomUUID()
    const bytes = Buffer.isBuffer(body)
    const type = bytes ? 'application/octet-stream' : 'application/json'
    for (let tried = 0; ; tried++) {
      const answer = await fetch(`${this.#shop.address}/api${path}`, {
        method,
        headers: { ...headers(this.#shop.cookie), 'content-type': type, 'idempotency-key': key },
        body: bytes ? new Uint8Array(body) : JSON.stringify(body),
      }).then(
        async (said) => ({ status: said.status, text: await said.text() }),
        () => undefined,
      )
      if (answer?.status === 200) return
      // Away is what a killed Kesher may be; anything else it may not answer.
      if (answer && answer.status !== 503 && answer.status !== 507)
        this.unexpected.push(`${method} ${path.replaceAll(/[0-9a-f-]{36}/g, ':id')} ${answer.status} ${answer.text}`)
      if (tried > 2_000) throw new Error(`${method} ${path} was never answered: ${answer?.text}`)
      this.repeated++
      await delay(80)
    }
  }
}

/** What was answered against what is there: `lost` was answered and is missing, `doubled` is there once too often, `halves` lack a part. */
export async function holdAgainst(writers: Writer[], url: string, folder: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found = { written: 0, lost: 0, doubled: 0, halves: 0 }
  const compare = (answered: string[], there: string[]) => {
    found.written += answered.length
    found.lost += answered.filter((one) => !there.includes(one)).length
    found.doubled += there.length - new Set(there).size + there.filter((one) => !answered.includes(one)).length
  }
  const column = async (query: string, id: string) => (await client.query({ text: query, values: [id], rowMode: 'array' })).rows.map(([value]) => String(value))
  for (const { customerId: id, answered } of writers) {
    compare(answered.contacts, await column('select name from contacts where customer_id = $1', id))
    compare(answered.entries, await column('select id from interactions where customer_id = $1', id))
    compare(answered.orders, await column('select id from orders where customer_id = $1', id))
    compare(answered.files, await column('select name from attachments where customer_id = $1', id))
    const [version] = await column('select version from customers where id = $1', id)
    found.written += answered.edits
    found.lost += Math.max(0, answered.edits + 1 - Number(version))
    found.doubled += Math.max(0, Number(version) - answered.edits - 1)
    const events = await column('select type from customer_events where customer_id = $1', id)
    const told = (type: string) => events.filter((one) => one === type).length
    const promises = await column('select id from promises where customer_id = $1', id)
    const lines = await column('select id from order_lines where customer_id = $1', id)
    const [open] = await column('select open_promises from customer_facts where customer_id = $1', id)
    const wholes = [
      [told('contact.added'), answered.contacts.length],
      [told('interaction.recorded'), answered.entries.length],
      [told('order.taken'), answered.orders.length],
      [told('attachment.added'), answered.files.length],
      [told('customer.changed'), answered.edits],
      [promises.length, answered.entries.length],
      [lines.length, answered.orders.length],
      [Number(open), answered.entries.length],
    ] as const
    found.halves += wholes.filter(([there, wanted]) => there !== wanted).length
    for (const digest of await column(`select encode(digest, 'hex') from attachments where customer_id = $1`, id))
      if (!existsSync(join(folder, 'attachments', digest.slice(0, 2), digest))) found.lost++
  }
  await client.end()
  return found
}
