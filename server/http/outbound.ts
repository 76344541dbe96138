/**
 * The one way Kesher calls other servers. The name is looked up once, every address it has must be one that may be
 * called, and the connection goes to those addresses and no other: a name that answers differently the next time gains
 * nothing. Nothing is followed, and whatever comes back is held to a size and a time.
 */
import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Db } from '../db/connect.ts'
import { reachOf } from './internet.ts'

/** A call that was not made, or not finished. */
export class OutboundFault extends Error {
  readonly reason: 'not-an-address' | 'forbidden' | 'unreachable' | 'too-slow' | 'too-large'

  constructor(reason: OutboundFault['reason'], cause?: unknown) {
    super(reason, { cause })
    this.reason = reason
  }
}

type Sending = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array | URLSearchParams | null; signal?: AbortSignal | null }
export type Outbound = (address: string | URL, sending?: Sending) => Promise<Response>

type Place = { address: string; family: number }
export type OutboundSettings = {
  /** Hosts of the company's own network that may be called all the same: `sso.company.local`, `10.0.0.5:8443`. */
  internalHosts?: readonly string[]
  seconds?: number
  /** The most bytes of an answer, as it is sent and as it unpacks. */
  largest?: number
  resolve?: (host: string) => Promise<Place[]>
}

const usualPorts = ['', '80', '443', '8080', '8443']
const largestHead = 16 * 1024

/** The client, as the company has set it up now. */
export async function outboundOf(db: Db, settings: Omit<OutboundSettings, 'internalHosts'> = {}): Promise<Outbound> {
  const { internalHosts } = await db.selectFrom('company').select('internalHosts').executeTakeFirstOrThrow()
  return outbound({ ...settings, internalHosts })
}

/** A client like `fetch`, for whole answers of a modest size. A redirect is an answer and is not followed. */
export function outbound({ internalHosts = [], seconds = 10, largest = 2 ** 20, resolve = everyAddress }: OutboundSettings = {}): Outbound {
  return async (address, sending = {}) => {
    const late = AbortSignal.timeout(seconds * 1000)
    const signal = sending.signal ? AbortSignal.any([late, sending.signal]) : late
    try {
      const url = urlOf(address)
      const named = isNamed(url, internalHosts)
      if (!named && !usualPorts.includes(url.port)) throw new OutboundFault('forbidden')
      const places = await unlessAborted(signal, callable(bare(url.hostname), named, resolve))
      return await received(await send(url, places, sending, signal), largest)
    } catch (error) {
      if (late.aborted) throw new OutboundFault('too-slow', error)
      throw error instanceof OutboundFault ? error : new OutboundFault('unreachable', error)
    }
  }
}

function urlOf(address: string | URL) {
  const url = URL.parse(String(address))
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) throw new OutboundFault('not-an-address')
  return url
}

/** Named by the company: the host alone for the usual ports, or with the one port meant. */
const isNamed = (url: URL, hosts: readonly string[]) => hosts.includes(url.host) || (usualPorts.includes(url.port) && hosts.includes(url.hostname))

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '')
const everyAddress = (host: string): Promise<Place[]> => lookup(host, { all: true, verbatim: true })

/** The addresses of a host. One among them that may not be called spoils them all: no honest name has both kinds. */
async function callable(host: string, named: boolean, resolve: (host: string) => Promise<Place[]>): Promise<Place[]> {
  const places = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host)
  if (places.length === 0) throw new OutboundFault('unreachable')
  const may = (reach: string) => reach === 'public' || (named && reach === 'internal')
  if (!places.every(({ address }) => may(reachOf(address)))) throw new OutboundFault('forbidden')
  return places
}

function unlessAborted<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop))
}

function send(url: URL, places: Place[], { method = 'GET', headers = {}, body }: Sending, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method,
    headers: { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Kesher', ...headers },
    agent: false, // a connection of its own, to an address checked for this call, and through no proxy of the surroundings
    maxHeaderSize: largestHead,
    signal,
    lookup: (_, { all }, done) => (all ? done(null, places) : done(null, places[0]!.address, places[0]!.family)),
  })
  request.on('response', resolve).on('error', reject)
  request.end(body instanceof URLSearchParams ? String(body) : (body ?? undefined))
  return promise
}

const unpacking = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress }
const bodiless = [204, 205, 304]

async function received(answer: http.IncomingMessage, largest: number): Promise<Response> {
  const packed = answer.headers['content-encoding']?.toLowerCase()
  const body = await wholeOf(answer, packed, largest)
  const headers = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct)) for (const value of values ?? []) headers.append(name, value)
  headers.delete('content-length')
  if (packed) headers.delete('content-encoding')
  const status = answer.statusCode!
  return new Response(bodiless.includes(status) ? null : body, { status, headers })
}

/** Counted twice: a little that unpacks to much is as bad as much. */
async function wholeOf(answer: http.IncomingMessage, packed: string | undefined, largest: number): Promise<Uint8Array<ArrayBuffer>> {
  const within = async function* (parts: AsyncIterable<Buffer>) {
    let size = 0
    for await (const part of parts) {
      size += part.length
      if (size > largest) throw new OutboundFault('too-large')
      yield part
    }
  }
  const collect = async (parts: AsyncIterable<Buffer>) => new Uint8Array(Buffer.concat(await Array.fromAsync(parts)))
  if (!packed || packed === 'identity') return pipeline(answer, within, collect)
  if (!(packed in unpacking)) throw new OutboundFault('unreachable')
  return pipeline(answer, within, unpacking[packed as keyof typeof unpacking](), within, collect)
}
