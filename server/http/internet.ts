/** What kind of place an address of the internet is, told by its bits and never by how it is written. */
import { isIPv4, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

/**
 * `public`: anybody's server. `internal`: the company's own network, or this machine. `never`: nowhere one can mean to
 * call, or where clouds hand out a machine's own keys.
 */
export type Reach = 'public' | 'internal' | 'never'

/** `carried`: what the IPv4 address in its last bits is. */
type Block = { first: bigint; tail: bigint; reach: Reach | 'carried' }

/** The first block an address lies in says what it is. */
const blocksOfV4 = [
  ['0.0.0.0/8', 'never'],
  ['10.0.0.0/8', 'internal'],
  ['100.100.100.200/32', 'never'], // the keys of a machine at one cloud
  ['100.64.0.0/10', 'internal'],
  ['127.0.0.0/8', 'internal'],
  ['168.63.129.16/32', 'never'], // the same at another, at an address that looks like anybody's
  ['169.254.0.0/16', 'never'],
  ['172.16.0.0/12', 'internal'],
  ['192.0.0.0/24', 'never'],
  ['192.0.2.0/24', 'never'],
  ['192.88.99.0/24', 'never'],
  ['192.168.0.0/16', 'internal'],
  ['198.18.0.0/15', 'never'],
  ['198.51.100.0/24', 'never'],
  ['203.0.113.0/24', 'never'],
  ['224.0.0.0/3', 'never'],
  ['0.0.0.0/0', 'public'],
] as const
const blocksOfV6 = [
  ['::1/128', 'internal'],
  ['::ffff:0:0/96', 'carried'],
  ['64:ff9b::/96', 'carried'],
  ['fd00:ec2::254/128', 'never'], // keys again, inside what is otherwise a company's own
  ['fd20:ce::254/128', 'never'],
  ['fc00::/7', 'internal'],
  ['2001::/23', 'never'],
  ['2001:db8::/32', 'never'],
  ['2002::/16', 'never'],
  ['3fff::/20', 'never'],
  ['2000::/3', 'public'],
  ['::/0', 'never'],
] as const

const block = (written: string, reach: Block['reach'], width: number, bitsOf: (address: string) => bigint): Block => {
  const [address, length] = written.split('/') as [string, string]
  const tail = BigInt(width - Number(length))
  return { first: bitsOf(address) >> tail, tail, reach }
}
const known = {
  v4: blocksOfV4.map(([written, reach]) => block(written, reach, 32, bitsOfV4)),
  v6: blocksOfV6.map(([written, reach]) => block(written, reach, 128, bitsOfV6)),
}

/** What an address is. Anything that is not the plain writing of an address is `never`. */
export function reachOf(address: string): Reach {
  if (isIPv4(address)) return reachIn(known.v4, bitsOfV4(address))
  return isIPv6(address) && !address.includes('%') ? reachIn(known.v6, bitsOfV6(address)) : 'never'
}

function reachIn(blocks: readonly Block[], bits: bigint): Reach {
  const { reach } = blocks.find(({ first, tail }) => bits >> tail === first)!
  if (reach === 'carried') return reachIn(known.v4, bits & 0xffff_ffffn)
  return reach === 'public' && ownAddresses().has(bits) ? 'internal' : reach
}

/** A service of this machine that listens on its public address is meant for those outside, and often trusts those inside. */
const ownAddresses = () =>
  new Set(Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address, family }) => (family === 'IPv4' ? bitsOfV4 : bitsOfV6)(address))))

function bitsOfV4(address: string): bigint {
  return address.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n)
}

/** Written out by the parser every browser uses: eight groups at most, one gap, no dotted tail. */
function bitsOfV6(address: string): bigint {
  const plain = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
  const [head = '', tail] = plain.split('::')
  const groups = (part: string) => (part ? part.split(':') : [])
  const gap = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  return [...groups(head), ...Array<string>(gap).fill('0'), ...groups(tail ?? '')].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n)
}

/** What a caller answers for: an address of IPv4, and of IPv6 the 64 bits that one subscriber gets. */
export function subscriberOf(address: string): string {
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return 'unknown'
  const bits = bitsOfV6(address)
  if (bits >> 32n === 0xffffn) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.')
  return `${(bits >> 64n).toString(16).padStart(16, '0')}/64`
}
