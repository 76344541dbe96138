/** How much, how fast and for how long one caller may use Kesher. What is usual here is far beyond what people do. */
import type { Endpoint } from '../../contract/endpoint.ts'
import type { Allowance } from './rates.ts'

export type Limits = {
  /** How many times the usual allowances callers get; 0 for no bound. */
  pace: number
  /** How long the head of a request may take to arrive. */
  headMs: number
  /** How long a JSON body may take. */
  bodyMs: number
  /** An upload may take as long as it needs while it brings this many bytes a second, after its first minute. */
  uploadBytesPerSecond: number
  uploadGraceMs: number
  /** Uploads one person may send at once. */
  uploadsAtOnce: number
  /** Open streams of live updates of one person: one for each tab. */
  streamsAtOnce: number
}

export const usualLimits: Limits = {
  pace: 1,
  headMs: 20_000,
  bodyMs: 30_000,
  uploadBytesPerSecond: 1024,
  uploadGraceMs: 60_000,
  uploadsAtOnce: 8,
  streamsAtOnce: 40,
}

export const largestJson = 2 * 2 ** 20
export const largestHead = 16 * 1024
export const longestAddress = 12 * 1024
export const mostConnections = 10_000

/** How deep a JSON body goes, how many names and how many values it holds, before anybody reads it. */
const deepestJson = 20
const mostNames = 20_000
const mostValues = 100_000

/** What a person may ask, and what somebody we do not know may, at doors and elsewhere. Those are counted by network: many may share one. */
export const allowances = {
  person: { perSecond: 50, burst: 1_500 },
  upload: { perSecond: 2, burst: 200 },
  stranger: { perSecond: 20, burst: 600 },
  door: { perSecond: 1, burst: 100 },
} as const satisfies Record<string, Allowance>

/** A door is where a secret can be guessed at without being known: signing in, one-time links, the first visit. */
export const isDoor = (key: string, entry: Endpoint) => entry.for === 'everyone' && (entry.params !== undefined || !key.startsWith('GET '))

const [quote, backslash, open, openList, close, closeList, comma, colon] = [...'"\\{[}],:'].map((sign) => sign.charCodeAt(0))

/** Whether a JSON text is too deep or holds too much, told without parsing it. */
export function isTooMuch(json: string): boolean {
  let [depth, names, values, quoted] = [0, 0, 0, false]
  for (let place = 0; place < json.length; place++) {
    const sign = json.charCodeAt(place)
    if (quoted) {
      if (sign === backslash) place++
      else if (sign === quote) quoted = false
    } else if (sign === quote) quoted = true
    else if (sign === open || sign === openList) depth++
    else if (sign === close || sign === closeList) depth--
    else if (sign === comma) values++
    else if (sign === colon) names++
    if (depth > deepestJson || names > mostNames || values > mostValues) return true
  }
  return false
}
