/** Addresses by which somebody might make Kesher call what it must not: each spelled in every way a parser may take it. */

/** Places inside: this machine, the company's network, the keys of clouds, what is nowhere. */
const inside = [
  '127.0.0.1',
  '127.1.2.3',
  '0.0.0.0',
  '10.0.0.7',
  '172.16.5.4',
  '172.31.255.254',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '100.100.100.200',
]
const nowhere = [
  '168.63.129.16',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '192.88.99.1',
]

const parts = (address: string) => address.split('.').map(Number) as [number, number, number, number]
const whole = (address: string) => parts(address).reduce((sum, part) => sum * 256 + part, 0)
const hex = (value: number, width = 0) => value.toString(16).padStart(width, '0')
const fullWidth = (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
const circled = (text: string) => text.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2460 + Number(digit) - 1))

/** One IPv4 address as browsers, libc and their imitators read it. */
function spellings(address: string): string[] {
  const [a, b, c, d] = parts(address)
  const octal = (value: number) => `0${value.toString(8)}`
  const groups = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`
  return [
    address,
    `${address}.`,
    String(whole(address)),
    `0x${hex(whole(address), 8)}`,
    `0X${hex(whole(address), 8).toUpperCase()}`,
    `0${whole(address).toString(8)}`,
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map((part) => `0x${hex(part)}`).join('.'),
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${b * 65_536 + c * 256 + d}`,
    `${a}.0x${hex(b)}.${octal(c)}.${d}`,
    fullWidth(address),
    circled(address),
    address.replaceAll('.', '。'),
    address.replaceAll('.', '%2e'),
    `[::ffff:${address}]`,
    `[::ffff:${groups}]`,
    `[0:0:0:0:0:ffff:${groups}]`,
    `[::${groups}]`,
    `[64:ff9b::${groups}]`,
    `[64:ff9b:1::${groups}]`,
    `[2002:${groups}::1]`,
    `[2001:0:${groups}::1]`,
  ]
}

const v6 = [
  '::1',
  '::',
  '0:0:0:0:0:0:0:1',
  '0000:0000:0000:0000:0000:0000:0000:0001',
  '::ffff:0:127.0.0.1',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'fc00::1',
  'fd00::1',
  'fd00:ec2::254',
  'fd20:ce::254',
  'ff02::1',
  'ff05::2',
  '100::1',
  '2001:db8::1',
  '2001:2::1',
  '2001:20::1',
  '3fff::1',
  '5f00::1',
  '4000::1',
]

const misleading = [
  'http://public.example@127.0.0.1/',
  'http://127.0.0.1#@public.example/',
  'http://127.0.0.1\\@public.example/',
  'http://public.example:80@127.0.0.1/',
  'http://127.0.0.1%2f@public.example/',
  'http:127.0.0.1/',
  'http:/127.0.0.1/',
  'http:\\\\127.0.0.1\\',
  ' http://127.0.0.1/',
  'http://\t127.0.0.1/',
  'http://127.0.0\n.1/',
  'HTTP://LOCALHOST/',
  'http://localhost./',
  'http://foo.localhost/',
  'http://[fe80::1%25lo]/',
  'http://127.0.0.1:22/',
  'file:///etc/passwd',
  'file://127.0.0.1/etc/passwd',
  'gopher://127.0.0.1:5432/_x',
  'dict://127.0.0.1:5432/stat',
  'ftp://127.0.0.1/',
  'ws://127.0.0.1/',
  'jar:http://127.0.0.1!/',
  'data:text/plain,x',
  'javascript:fetch("http://127.0.0.1")',
  'unix:/var/run/docker.sock',
  'http://unix:/var/run/docker.sock:/info',
  '//127.0.0.1/',
  '127.0.0.1',
  'http://',
  'http://.',
  'http://*',
]

export const ssrfAddresses: readonly string[] = [
  ...inside.flatMap(spellings).map((host) => `http://${host}/`),
  ...nowhere.flatMap((address) => [`http://${address}/`, `https://${address}/`, `http://${whole(address)}/`, `http://[::ffff:${address}]/`]),
  ...v6.flatMap((address) => [`http://[${address}]/`, `https://[${address}]/`]),
  ...misleading,
]

/** Addresses anybody may have. */
export const publicAddresses = [
  '8.8.8.8',
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '11.0.0.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450:4001::1',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
]
