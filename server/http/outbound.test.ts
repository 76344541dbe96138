import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer, type Server as NetServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noteResult } from '../../testing/trust/results.ts'
import { publicAddresses, ssrfAddresses } from '../../testing/trust/ssrf-addresses.ts'
import { reachOf, subscriberOf } from './internet.ts'
import { type OutboundFault, outbound } from './outbound.ts'

/** Listens everywhere on this machine, on ports Kesher would otherwise call, and counts what it is told. */
let told = 0
const listeners: NetServer[] = []
const opened: Server[] = []

beforeAll(async () => {
  for (const port of [80, 8080, 8443]) {
    const listener = createServer((socket) => {
      told++
      socket.on('error', () => {}).destroy()
    })
    const { promise, resolve } = Promise.withResolvers<void>()
    listener.once('error', () => resolve()).listen(port, '::', () => resolve())
    await promise
    if (listener.listening) listeners.push(listener)
  }
})
beforeEach(() => {
  told = 0
})
afterAll(async () => {
  for (const server of [...listeners, ...opened]) await new Promise((done) => server.close(done))
})

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (fault: OutboundFault) => fault.reason,
  )

/** A server of the test's own on loopback, and how it is named. */
async function serving(listener: RequestListener) {
  const server = createHttpServer(listener)
  opened.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return { address: `http://127.0.0.1:${port}/`, call: outbound({ internalHosts: [`127.0.0.1:${port}`], seconds: 2, largest: 100_000 }) }
}

describe('what is not public', () => {
  test('is not called, however its address is written: not one connection is opened', async () => {
    expect(ssrfAddresses.length).toBeGreaterThanOrEqual(300)
    expect(listeners.length).toBeGreaterThan(0)
    const call = outbound()
    const reached = []
    for (const address of ssrfAddresses) {
      const reason = await reasonOf(call(address))
      if (!['forbidden', 'not-an-address', 'unreachable'].includes(reason)) reached.push({ address, reason })
    }
    for (const port of [8080, 8443]) await reasonOf(call(`http://127.0.0.1:${port}/`))
    noteResult('SSRF: addresses that must not be called', { addresses: ssrfAddresses.length, reached: reached.length, connectionsToListeners: told })
    expect(reached).toEqual([])
    expect(told).toBe(0)
  })

  test('is not called by a name that means it, alone or among public addresses', async () => {
    for (const places of [
      ['127.0.0.1'],
      ['::1'],
      ['8.8.8.8', '127.0.0.1'],
      ['::ffff:127.0.0.1'],
      ['64:ff9b::7f00:1'],
      ['2002:7f00:1::1'],
      ['fe80::1%lo'],
      ['not an address'],
    ]) {
      const call = outbound({ resolve: async () => places.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) })
      expect(await reasonOf(call('http://innocent.example:8080/')), places.join()).toBe('forbidden')
    }
    expect(told).toBe(0)
  })

  test('is not reached by a name that answers one address when asked and another when called', async () => {
    let asked = 0
    const resolve = async () => [{ address: asked++ === 0 ? '192.0.2.1' : '127.0.0.1', family: 4 }]
    const rebinding = outbound({
      resolve: async () => (asked++ === 0 ? [{ address: '203.0.113.200', family: 4 }] : [{ address: '127.0.0.1', family: 4 }]),
      seconds: 1,
    })
    await reasonOf(rebinding('http://rebinds.example:8080/'))
    expect(asked).toBe(1) // asked once, so there is no second answer to fall for
    await reasonOf(outbound({ resolve, seconds: 1 })('http://rebinds.example:8080/'))
    expect(told).toBe(0)
  })

  test('cannot be named even by the company, where it is nowhere or hands out keys', async () => {
    for (const host of ['169.254.169.254', '[fd00:ec2::254]', '0.0.0.0', '168.63.129.16'])
      expect(await reasonOf(outbound({ internalHosts: [host] })(`http://${host}/`)), host).toBe('forbidden')
  })

  test('answers to the host and port the company named, and to no other port of it', async () => {
    const { address, call } = await serving((_, reply) => reply.end('hello'))
    expect(await (await call(address)).text()).toBe('hello')
    expect(await reasonOf(call('http://127.0.0.1:8080/'))).toBe('forbidden')
    expect(told).toBe(0)
  })
})

test('public addresses are told from all others by their bits', () => {
  expect(publicAddresses.filter((address) => reachOf(address) !== 'public')).toEqual([])
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const groups = address.split('.').map(Number) as [number, number, number, number]
      const [a, b, c, d] = groups.map((part) => part.toString(16).padStart(2, '0')) as [string, string, string, string]
      expect(reachOf(`::ffff:${a}${b}:${c}${d}`)).toBe(reachOf(address))
      expect(reachOf(`64:ff9b::${a}${b}:${c}${d}`)).toBe(reachOf(address))
      expect(reachOf(`2002:${a}${b}:${c}${d}::1`)).toBe('never')
      expect(subscriberOf(`::ffff:${address}`)).toBe(address)
    }),
  )
  fc.assert(fc.property(fc.ipV6(), (address) => (reachOf(address) === 'public' ? /^[23]|^64:ff9b|^0064|^:|^0/i.test(address) : true)))
})

test('two addresses of one subscriber are one caller', () => {
  expect(subscriberOf('2001:db8:1:2:3::4')).toBe(subscriberOf('2001:db8:1:2:ffff::'))
  expect(subscriberOf('2001:db8:1:2::1')).not.toBe(subscriberOf('2001:db8:1:3::1'))
})

describe('an answer', () => {
  test('that points elsewhere is not followed', async () => {
    const { address, call } = await serving((_, reply) => reply.writeHead(302, { location: 'http://127.0.0.1:8080/' }).end())
    expect((await call(address)).status).toBe(302)
    expect(told).toBe(0)
  })

  test('arrives with what was sent and what it holds, also packed', async () => {
    const { address, call } = await serving((request, reply) => {
      request.setEncoding('utf8').on('data', (text) => reply.writeHead(201, { 'content-encoding': 'gzip', 'x-said': text }).end(gzipSync('packed words')))
    })
    const answer = await call(address, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })
    expect([answer.status, answer.headers.get('x-said'), await answer.text()]).toEqual([201, 'a=b', 'packed words'])
  })

  test('that is too large, as sent or as unpacked, too slow, or in an unknown packing is refused', async () => {
    const large = await serving((_, reply) => reply.end(Buffer.alloc(200_000)))
    expect(await reasonOf(large.call(large.address))).toBe('too-large')
    const bomb = await serving((_, reply) => reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))))
    expect(await reasonOf(bomb.call(bomb.address))).toBe('too-large')
    const odd = await serving((_, reply) => reply.writeHead(200, { 'content-encoding': 'zstd' }).end('x'))
    expect(await reasonOf(odd.call(odd.address))).toBe('unreachable')
    const silent = await serving((_, reply) => void reply.write('a'))
    const impatient = outbound({ internalHosts: [new URL(silent.address).host], seconds: 0.2 })
    expect(await reasonOf(impatient(silent.address))).toBe('too-slow')
    const heads = await serving((_, reply) => reply.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end())
    expect(await reasonOf(heads.call(heads.address))).toBe('unreachable')
  })
})
