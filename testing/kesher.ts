/** A whole Kesher on a fresh database, spoken to over HTTP as a browser would. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import type { Endpoint, Reply, Role, Sent } from '../contract/endpoint.ts'
import type { ContractOf, Key } from '../contract/index.ts'
import type { ProblemBody } from '../contract/problems.ts'
import { kesherServer } from '../server/app.ts'
import { type House, openHouse } from '../server/house.ts'
import type { Limits } from '../server/http/limits.ts'
import { dropDatabase, freshDatabase } from './database.ts'

type Send<K extends Key> = Partial<Sent<ContractOf[K]>>
export type Answer<K extends Key> = { status: number; reply: Reply<ContractOf[K]>; problem: ProblemBody; headers: Record<string, unknown>; text: string }

/** One browser: keeps its cookie between calls. */
export type Browser = {
  /** Calls an endpoint and returns whatever it answers. */
  ask<K extends Key>(key: K, sent?: Send<K>, headers?: Record<string, string>): Promise<Answer<K>>
  /** Calls an endpoint that must succeed, and returns its reply. */
  call<K extends Key>(key: K, sent?: Send<K>): Promise<Reply<ContractOf[K]>>
  cookie: string
}

export type Kesher = {
  app: FastifyInstance
  house: House
  browser(): Browser
  administrator(): Promise<Browser>
  member(role: Role, teamIds: string[]): Promise<Browser>
  close(): Promise<void>
}

/** `now` lets a test live at a named time. Callers may ask as fast as they like, unless a test is about that. */
export type KesherOptions = { now?: () => Date; log?: Logger; url?: string; limits?: Partial<Limits>; longestMs?: number }

export async function openKesher(options: KesherOptions = {}): Promise<Kesher> {
  const folder = mkdtempSync(join(tmpdir(), 'kesher-data-'))
  const url = options.url ?? (await freshDatabase())
  const house = openHouse({
    url,
    folder,
    address: 'http://localhost',
    now: options.now,
    log: options.log,
    connections: 6,
    longestMs: options.longestMs,
    limits: { pace: 0, ...options.limits },
  })
  const app = await kesherServer(house)
  await app.ready()
  let people = 0
  let first: Browser | undefined
  const kesher: Kesher = {
    app,
    house,
    browser: () => browser(app),
    async administrator() {
      if (first) return first
      first = browser(app)
      await first.call('POST /setup', {
        body: { company: 'Carmel Supply', name: 'Noa Barak', email: 'noa@carmel.example', password: 'a long password', language: 'en' },
      })
      return first
    },
    async member(role, teamIds) {
      const boss = await kesher.administrator()
      await boss.call('POST /me/confirmation', { body: { password: 'a long password' } })
      const email = `person${++people}@carmel.example`
      const { link } = await boss.call('POST /users', { body: { email, name: `Person ${people}`, role, teamIds } })
      const own = browser(app)
      await own.call('POST /access-links/:token', { params: { token: link.split('/').at(-1)! }, body: { password: 'another long password' } })
      return own
    },
    async close() {
      await app.close()
      await house.close()
      if (!options.url) await dropDatabase(url)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return kesher
}

/** Opens Kesher for the tests of one file. */
export function kesherForFile(options: KesherOptions = {}): Kesher {
  const kesher = {} as Kesher
  beforeAll(async () => {
    Object.assign(kesher, await openKesher(options))
  })
  afterAll(() => kesher.close())
  return kesher
}

function browser(app: FastifyInstance): Browser {
  const own: Browser = {
    cookie: '',
    async ask(key, sent = {}, headers = {}) {
      const [method, path] = key.split(' ') as ['GET', string]
      const { params, query, body } = sent as { params?: Record<string, string>; query?: Record<string, string>; body?: unknown }
      const raw = body instanceof Buffer
      const answer = await app.inject({
        method,
        url: `/api${path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))}`,
        query:
          query &&
          Object.fromEntries(
            Object.entries(query)
              .filter(([, value]) => value !== undefined)
              .map(([name, value]) => [name, String(value)]),
          ),
        headers: {
          host: 'localhost',
          ...(own.cookie ? { cookie: own.cookie } : {}),
          ...(raw ? { 'content-type': 'application/octet-stream' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const set = answer.cookies.find(({ name }) => name.endsWith('kesher'))
      if (set) own.cookie = set.value ? `${set.name}=${set.value}` : ''
      const type = String(answer.headers['content-type'] ?? '')
      const parsed = type.includes('json') ? answer.json() : undefined
      return { status: answer.statusCode, reply: parsed, problem: parsed, headers: answer.headers, text: answer.body } as never
    },
    async call(key, sent) {
      const answer = await own.ask(key, sent)
      if (answer.status !== 200) throw new Error(`${key} answered ${answer.status} ${answer.text}`)
      return answer.reply
    },
  }
  return own
}

export type AnyEndpoint = Endpoint
