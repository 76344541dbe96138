/** All entries, in numbers: each value of each field stands once in a lexicon. */
import { keysOf, normalise, tokensOf } from '../names/index.ts'
import { Lexicon } from './lexicon.ts'
import { PairMemory } from './pair-memory.ts'
import { Rows } from './rows.ts'

/** What is written about somebody. Values as somebody typed them; phones with or without country. */
export type Entry = {
  /** The name, and the same name in another script. */
  names: readonly string[]
  phones?: readonly string[]
  emails?: readonly string[]
  taxId?: string | null
  birthDate?: string | null
  city?: string
  postcode?: string
  address?: string
}

/** Where one way of writing a name ends and another begins. */
export const apart = 0
const mostWords = 8
const mostPoints = 12
const mostAddressWords = 10
/** A number without country and trunk prefix. */
const numberLength = 9

const digits = (text: string) => text.replace(/\D/g, '')

export class Base {
  readonly names = new Rows()
  readonly phones = new Rows()
  readonly emails = new Rows()
  readonly taxIds = new Rows()
  readonly birthDates = new Rows()
  readonly cities = new Rows()
  readonly postcodes = new Rows()
  readonly addresses = new Rows()
  readonly words = {
    names: new Lexicon(),
    phones: new Lexicon(),
    emails: new Lexicon(),
    taxIds: new Lexicon(),
    birthDates: new Lexicon(),
    cities: new Lexicon(),
    postcodes: new Lexicon(),
    addresses: new Lexicon(),
  }

  /** How words of names are related, and how many letters part words of addresses. */
  readonly kinships = new PairMemory()
  readonly slips = new PairMemory()
  readonly #sounds: Uint32Array[] = []
  readonly #soundNumbers = new Map<string, number>()

  /** The keys of a word of a name, as numbers, the most probable first: words that share none do not sound alike. */
  sounds(word: number): Uint32Array {
    const before = this.#sounds[word]
    if (before) return before
    const sounds = Uint32Array.from(keysOf(this.words.names.values[word]!), (key) => {
      const known = this.#soundNumbers.get(key) ?? this.#soundNumbers.size
      this.#soundNumbers.set(key, known)
      return known
    })
    this.#sounds[word] = sounds
    return sounds
  }

  /** Is the word at this place of the names in Latin letters? */
  isLatin = (place: number) => this.words.names.values[this.names.at(place)]! < '{'

  get length() {
    return this.names.length
  }

  add({ names, phones = [], emails = [], taxId, birthDate, city = '', postcode = '', address = '' }: Entry) {
    const { words } = this
    const written = names.map((name) => tokensOf(name).slice(0, mostWords)).filter((tokens) => tokens.length > 0)
    words.names.learn(written.flat())
    this.names.push(written.flatMap((tokens, place) => (place === 0 ? [] : [apart]).concat(tokens.map((token) => words.names.placeOf(token)))))
    this.phones.push(words.phones.learn(phones.slice(0, mostPoints).map((phone) => digits(phone).slice(-numberLength))))
    this.emails.push(words.emails.learn(emails.slice(0, mostPoints).map((email) => email.trim().toLowerCase())))
    this.taxIds.push(words.taxIds.learn([digits(taxId ?? '').replace(/^0+/, '')]))
    this.birthDates.push(words.birthDates.learn([digits(birthDate ?? '')]))
    this.cities.push(words.cities.learn([normalise(city)]))
    this.postcodes.push(words.postcodes.learn([postcode.replace(/\s/g, '').toLowerCase()]))
    this.addresses.push(words.addresses.learn(tokensOf(address).slice(0, mostAddressWords)))
  }
}

export function baseOf(entries: Iterable<Entry>): Base {
  const base = new Base()
  for (const entry of entries) base.add(entry)
  return base
}
