/** The wire between Kesher and its database: every call on it is counted, and it can be cut at any of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Before the call is heard, or after it was carried out and before anybody is told. */
export type Cut = 'before' | 'after'

export type Wire = {
  /** The database by way of this wire. */
  url: string
  /** Cuts the connection that makes the n-th call from now on. */
  cutAt(n: number, cut: Cut): void
  /** Was the call reached? From here on nothing is cut. */
  mend(): boolean
  /** Cuts every connection, and lets nobody in. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

const socketName = '.s.PGSQL.5432'

export async function wireTo(url: string): Promise<Wire> {
  const upstream = join(new URL(url).searchParams.get('host')!, socketName)
  const folder = mkdtempSync(join(tmpdir(), 'kesher-wire-'))
  const plan = { at: 0, cut: 'before' as Cut, calls: 0 }
  const open = new Set<Socket>()

  const connect = (near: Socket) => {
    const far = createConnection(upstream)
    let telling = true
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    const calls = new Calls((bytes, isCall) => {
      const reached = isCall && ++plan.calls === plan.at
      if (reached && plan.cut === 'before') return far.destroy()
      if (reached) telling = false
      return far.write(bytes)
    })
    near.on('data', (bytes) => calls.take(bytes as Buffer))
    far.on('data', (bytes) => {
      if (telling) near.write(bytes)
      else if (isReady(bytes as Buffer)) far.destroy()
    })
  }

  let server: Server
  const up = async () => {
    server = createServer(connect)
    await new Promise<void>((done) => server.listen(join(folder, socketName), done))
  }
  const down = async () => {
    const closed = new Promise((done) => server.close(done))
    for (const socket of open) socket.destroy()
    await closed
  }
  await up()
  const through = new URL(url)
  through.searchParams.set('host', folder)
  return {
    url: through.href,
    cutAt(n, cut) {
      Object.assign(plan, { at: n, cut, calls: 0 })
    },
    mend() {
      const reached = plan.at > 0 && plan.calls >= plan.at
      plan.at = 0
      return reached
    },
    down,
    up,
    async close() {
      await down()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Has the server answered the call to its end, or asked for the rows of a COPY? */
const isReady = (bytes: Buffer) => bytes[0] === 0x47 || (bytes.length >= 6 && bytes.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5])))

/** Splits what a client sends into calls: the first message is the greeting, then a query, or messages up to a sync. */
class Calls {
  #waiting: Buffer = Buffer.alloc(0)
  #call: Buffer[] = []
  #greeted = false
  readonly #pass: (bytes: Buffer, isCall: boolean) => void

  constructor(pass: (bytes: Buffer, isCall: boolean) => void) {
    this.#pass = pass
  }

  take(bytes: Buffer) {
    this.#waiting = Buffer.concat([this.#waiting, bytes])
    for (;;) {
      const head = this.#greeted ? 1 : 0
      if (this.#waiting.length < head + 4) return
      const length = head + this.#waiting.readUInt32BE(head)
      if (this.#waiting.length < length) return
      const message = this.#waiting.subarray(0, length)
      this.#waiting = this.#waiting.subarray(length)
      this.#hear(message)
    }
  }

  #hear(message: Buffer) {
    if (!this.#greeted) {
      this.#greeted = true
      return this.#pass(message, false)
    }
    const kind = String.fromCharCode(message[0]!)
    this.#call.push(message)
    if ('PBDECH'.includes(kind)) return
    this.#pass(Buffer.concat(this.#call), 'QSc'.includes(kind))
    this.#call = []
  }
}
