/**
 * vCard (2.1, 3.0, 4.0) and jCard: people's address cards, read into the columns of a table so that cards and CSV go one way.
 * Cells with several values hold one in each line.
 */
import { visible } from '../../contract/fields.ts'

export const cardColumns = ['name', 'company', 'job title', 'phone', 'mobile', 'fax', 'email', 'address', 'city', 'country', 'note'] as const

type Property = { name: string; types: string[]; value: string; parts(): string[] }
export type Card = Property[]

export function cardsIn(text: string, format: 'csv' | 'vcard' | 'jcard'): Card[] {
  return format === 'jcard' ? jcards(text) : vcards(text)
}

export const cardCells = (card: Card): string[] => {
  const all = (name: string, test: (types: string[]) => boolean = () => true) => [
    ...new Set(
      card
        .filter((property) => property.name === name && test(property.types))
        .map(({ value }) => visible(value).trim())
        .filter(Boolean),
    ),
  ]
  const tel = (test: (types: string[]) => boolean) =>
    all('TEL', test)
      .map((value) => value.replace(/^tel:/i, '').replace(/;ext=/i, ' ext. '))
      .join('\n')
  const isFax = (types: string[]) => types.includes('FAX')
  const isMobile = (types: string[]) => types.includes('CELL') && !isFax(types)
  const emails = all('EMAIL')
    .map((value) => value.replace(/^mailto:/i, ''))
    .join('\n')
  const company =
    card
      .find(({ name }) => name === 'ORG')
      ?.parts()[0]
      ?.trim() ?? ''
  const { addresses, city, country } = placesOf(card, company !== '')
  return [
    nameOf(card) || (company ? '' : ((emails.split('\n')[0] || tel(() => true).split('\n')[0]) ?? '')),
    company,
    all('TITLE')[0] ?? all('ROLE')[0] ?? '',
    tel((types) => !isFax(types) && !isMobile(types)),
    tel(isMobile),
    tel(isFax),
    emails,
    addresses.join('\n\n'),
    city,
    country,
    all('NOTE').join('\n'),
  ]
}

/** Every address as it is written on an envelope, and the town and country of the customer: a home does not say in which town the company is. */
function placesOf(card: Card, atCompany: boolean) {
  const written = card.filter(({ name, parts }) => name === 'ADR' && parts().some((part) => part.trim()))
  const addresses = written.map(({ parts }) =>
    parts()
      .map((part) =>
        visible(part)
          .trim()
          .replace(/\s*\n\s*/g, ', ')
          .replace(/,+$/, ''),
      )
      .filter(Boolean)
      .join(', '),
  )
  const place = written.find(({ types }) => !atCompany || !types.includes('HOME'))?.parts() ?? []
  const countries = [place, ...written.map(({ parts }) => parts())].map((parts) => parts[6]?.trim())
  return { addresses: [...new Set(addresses)], city: place[3]?.trim() ?? '', country: countries.find(Boolean) ?? '' }
}

function nameOf(card: Card) {
  const full = card.find(({ name }) => name === 'FN')?.value.trim()
  if (full) return visible(full).replace(/\s+/g, ' ').trim()
  const [last = '', first = '', middle = ''] = card.find(({ name }) => name === 'N')?.parts() ?? []
  const name = [first, middle, last]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ')
  return visible(name || (card.find((property) => property.name === 'NICKNAME')?.value.trim() ?? ''))
}

/** A card may lie in another, as that of an agent. A card that never ends is taken as far as it goes: a file cut short still has its people. */
function vcards(text: string): Card[] {
  const cards: Card[] = []
  const open: Card[] = []
  let agent = false
  for (const line of wholeLines(text)) {
    if (/^BEGIN:VCARD\s*$/i.test(line)) {
      if (!agent) cards.push(...open.splice(0))
      open.push([])
    } else if (/^END:VCARD\s*$/i.test(line)) {
      const card = open.pop()
      if (card && open.length === 0) cards.push(card)
    } else {
      const read = open.length > 0 ? property(line) : undefined
      if (read) open.at(-1)!.push(read)
    }
    agent = /^AGENT[^:]*:\s*$/i.test(line)
  }
  return [...cards, ...open.slice(0, 1)]
}

/** Lines with their continuations: folded by a space, or by = at the end of quoted-printable. Pictures are left out: they are most of a file. */
function* wholeLines(text: string): Generator<string> {
  let parts: string[] = []
  let soft = false
  const whole = () => (/^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]/i.test(parts[0] ?? '') ? [] : [parts.join('')])
  for (const line of text.split('\n')) {
    const goesOn = soft && parts.at(-1)!.endsWith('=')
    if (goesOn) {
      parts[parts.length - 1] = parts.at(-1)!.slice(0, -1)
      parts.push(line.replace(/^[ \t](?==)/, ''))
    } else if (parts.length > 0 && /^[ \t]/.test(line)) parts.push(line.slice(1))
    else {
      yield* whole()
      parts = [line]
      soft = /^[^:]*ENCODING=QUOTED-PRINTABLE/i.test(line)
    }
  }
  yield* whole()
}

function property(line: string): Property | undefined {
  const match = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":;]|(?<==[^;:]*)"[^"]*")*)*):(.*)$/s.exec(line)
  if (!match) return undefined
  const [, name, written, raw] = match as unknown as [string, string, string, string]
  const given = written
    .split(';')
    .slice(1)
    .map((each) => each.split('='))
  const of = (key: string) => given.find(([left]) => left?.toUpperCase() === key)?.[1]?.replaceAll('"', '')
  const types = given
    .flatMap(([left = '', right]) => (right === undefined ? [left] : left.toUpperCase() === 'TYPE' ? right.replaceAll('"', '').split(',') : []))
    .map((type) => type.toUpperCase())
  const value = of('ENCODING')?.toUpperCase() === 'QUOTED-PRINTABLE' || types.includes('QUOTED-PRINTABLE') ? quotedPrintable(raw, of('CHARSET')) : raw
  return { name: name.toUpperCase(), types, value: unescaped(value), parts: () => split(value).map(unescaped) }
}

function quotedPrintable(text: string, charset = 'utf-8') {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at++) {
    const code = /^=([0-9A-F]{2})/i.exec(text.slice(at, at + 3))?.[1]
    if (code) {
      bytes.push(Number.parseInt(code, 16))
      at += 2
    } else bytes.push(...Buffer.from(text[at]!))
  }
  try {
    return new TextDecoder(charset).decode(Uint8Array.from(bytes))
  } catch {
    return Buffer.from(bytes).toString()
  }
}

const split = (value: string) => value.split(/(?<!\\);/)
const unescaped = (value: string) => value.replace(/\\([nN,;:\\"])/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter))

function jcards(text: string): Card[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return []
  }
  const found: Card[] = []
  const walk = (node: unknown) => {
    if (!Array.isArray(node)) return
    if (typeof node[0] === 'string' && node[0].toLowerCase() === 'vcard' && Array.isArray(node[1])) found.push(node[1].filter(Array.isArray).map(jproperty))
    else for (const child of node) walk(child)
  }
  walk(parsed)
  return found
}

function jproperty([name, parameters, , value]: unknown[]): Property {
  const types = [(parameters as { type?: string | string[] } | undefined)?.type ?? []].flat().map((type) => String(type).toUpperCase())
  const parts = (Array.isArray(value) ? value : [value]).map((part) => (Array.isArray(part) ? part.join(' ') : String(part ?? '')))
  return { name: String(name).toUpperCase(), types, value: parts.join(' ').trim(), parts: () => parts }
}
