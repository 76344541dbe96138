/**
 * `npm run bench:names`: how well a name is found by its form in the other script, among 100,000 customers, through keys and ranking as a search does it; against
 * trigram similarity as in PostgreSQL's pg_trgm. Results: the key `names` of `results/find.json`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { random } from '../analytics/index.ts'
import { keysOf, likeness, rank, tokensOf } from '../names/index.ts'
import { type Index, indexOf } from './names/index-of-tokens.ts'
import { byKeys, customersBy, Found, misspelled, type Search } from './names/searching.ts'
import { trigramsOf } from './names/trigrams.ts'
import { type Script, type World, worldOf } from './names/world.ts'

const size = 100_000
const page = 10
const percent = (share: number) => Number(share.toFixed(4))
const microseconds = (ms: number, runs: number) => Number(((ms / runs) * 1000).toFixed(1))

function quantiles(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), most: at(1) }
}

/** One word of a name in the other script: the place of its own token, and of the first customer who bears it. */
function oneWord(script: Script, world: World, index: Index, search: Search) {
  const other = script === 'hebrew' ? 'latin' : 'hebrew'
  const meant = new Map<string, Set<string>>()
  for (const pair of world.all) meant.set(pair[other], (meant.get(pair[other]) ?? new Set()).add(pair[script]))
  const [byToken, byCustomer, candidates] = [new Found(), new Found(), [] as number[]]
  let [through, precision, pages] = [0, 0, 0]
  for (const pair of world.asked) {
    const found = search(pair[other])
    candidates.push(found.considered)
    if (found.reached.has(pair[script])) through++
    const at = found.ranked.findIndex(({ token }) => token === pair[script])
    byToken.add(at)
    byCustomer.add(at < 0 ? -1 : found.ranked.slice(0, at).reduce((customers, { token }) => customers + index.count(token), 0))
    // The first page: customers of the best tokens, as far as those are half as alike as the first.
    const best = found.ranked[0]?.likeness ?? 0
    const shown = found.ranked
      .filter(({ likeness: alike }) => alike >= best / 2)
      .flatMap(({ token }) => Array<string>(Math.min(page, index.count(token))).fill(token))
    if (shown.length === 0) continue
    pages++
    const first = shown.slice(0, page)
    precision += first.filter((token) => meant.get(pair[other])!.has(token) || likeness(token, pair[script]) >= 0.9).length / first.length
  }
  return {
    asked: world.asked.length,
    amongCandidates: percent(through / world.asked.length),
    token: byToken.shares(),
    customer: byCustomer.shares(),
    firstPagePrecision: percent(precision / pages),
    candidates: quantiles(candidates),
  }
}

/** First and family name together in the other script: the place of that very customer. */
function wholeName(world: World, search: Search) {
  const customers = customersBy(world.customers)
  const found = new Found()
  for (const [place, { other }] of world.customers.entries()) {
    if (!other || place % 4 !== 0) continue
    found.add(customers(other.map((token) => search(token).ranked)).indexOf(place))
  }
  return { asked: found.asked, customer: found.shares() }
}

/** A name in its own script with one error, of five letters or more. */
function withAnError(script: Script, world: World, search: Search) {
  const found = new Found()
  const { below } = random(5)
  for (const [place, pair] of world.asked.entries()) {
    if (place % 4 !== 0 || pair[script].replaceAll("'", '').length < 5) continue
    found.add(search(misspelled(pair[script], script, below)).ranked.findIndex(({ token }) => token === pair[script]))
  }
  return { asked: found.asked, token: found.shares() }
}

function measure(script: Script) {
  const world = worldOf(script, size)
  const index = indexOf(world.customers.map(({ tokens }) => tokens))
  const ours = byKeys(index)
  const trigrams = trigramsOf(index.tokens)
  const results = {
    what: `customers written in ${script === 'hebrew' ? 'Hebrew' : 'Latin'} letters, asked for in ${script === 'hebrew' ? 'Latin' : 'Hebrew'} ones`,
    customers: world.customers.length,
    tokens: index.tokens.length,
    keysPerToken: Number((index.keys / index.tokens.length).toFixed(1)),
    oneWord: oneWord(script, world, index, ours),
    wholeName: wholeName(world, ours),
    sameScriptOneError: withAnError(script, world, ours),
    trigrams: { oneWord: oneWord(script, world, index, trigrams).token, sameScriptOneError: withAnError(script, world, trigrams).token },
  }
  console.log(JSON.stringify(results, null, 1))
  return results
}

/** Microseconds of what is done for each name written and each search. */
function times() {
  const worlds = { hebrew: worldOf('hebrew', 20_000), latin: worldOf('latin', 20_000) }
  const results: Record<string, number> = {}
  for (const script of ['hebrew', 'latin'] as const) {
    const { customers, asked } = worlds[script]
    const names = customers.map(({ tokens }) => tokens.join(' '))
    const all = names.map(tokensOf)
    const tokens = [...new Set(all.flat())].slice(0, 300).map((token) => ({ token }))
    const other = script === 'hebrew' ? 'latin' : 'hebrew'
    const timed = (runs: number, work: () => void) => {
      work()
      const rounds = Array.from({ length: 5 }, () => {
        const start = performance.now()
        work()
        return performance.now() - start
      })
      return microseconds(Math.min(...rounds), runs)
    }
    results[`tokens of a name, ${script}`] = timed(names.length, () => {
      for (const name of names) tokensOf(name)
    })
    results[`keys of a name, ${script}`] = timed(all.length, () => {
      for (const found of all) for (const token of found) keysOf(token)
    })
    results[`rank 300 candidates in ${script} letters, asked in ${other} ones`] = timed(100, () => {
      for (const pair of asked.slice(0, 100)) rank(pair[other], tokens)
    })
  }
  console.log(results)
  return results
}

const file = join(import.meta.dirname, 'results', 'find.json')
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.versions.node }
const load = Number(loadavg()[0]!.toFixed(1))
const names = { date: new Date().toISOString(), machine, load, microseconds: times(), results: [measure('hebrew'), measure('latin')] }
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {}
mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
writeFileSync(file, `${JSON.stringify({ ...before, names }, null, 2)}\n`)
