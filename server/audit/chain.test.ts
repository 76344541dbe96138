import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noteResult } from '../../testing/trust/results.ts'
import { beginning, type Entry, type Fault, type Head, type Link, sealAfter, verifier } from './chain.ts'

const text = fc.string({ maxLength: 12 })
const entry: fc.Arbitrary<Entry> = fc.record({
  id: fc.uuid(),
  at: fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
  actorId: fc.option(fc.uuid()),
  action: fc.constantFrom('file.opened', 'role.changed'),
  fileId: fc.option(fc.uuid()),
  subjectId: fc.option(fc.uuid()),
  facts: text.map((reason) => JSON.stringify({ reason })),
})
const entries = fc.uniqueArray(entry, { minLength: 3, maxLength: 30, selector: ({ id }) => id })

function chainOf(list: Entry[], before = beginning): Link[] {
  let head = before
  return list.map((one) => {
    head = sealAfter(head, one)
    return { ...head, entryId: one.id, entry: one }
  })
}
const headAt = ({ seq, hash }: Link): Head => ({ seq, hash })

function firstFault(links: Link[], heads: Head[]): Fault | null {
  const chain = verifier(heads)
  for (const link of links) {
    const fault = chain.take(link)
    if (fault) return fault
  }
  return chain.end()
}

const renumbered = (links: Link[]) => links.map((link, place) => ({ ...link, seq: place + 1 }))
const otherwise = (value: string) => (value === 'x' ? 'y' : 'x')

/** Each way to tamper: what it makes of a chain at two places in it (`one` < `other`), and the number the fault must name. */
const tamperings: Record<string, (links: Link[], one: number, other: number, stranger: Entry) => { links: Link[]; seq: number }> = {
  'a value is changed': (links, one, other) => {
    const field = (['at', 'actorId', 'action', 'fileId', 'subjectId', 'facts'] as const)[other % 6]!
    const changed = links.map((link, place) => (place === one ? { ...link, entry: { ...link.entry!, [field]: otherwise(link.entry![field] ?? '') } } : link))
    return { links: changed, seq: one + 1 }
  },
  'a seal is changed': (links, one) => ({
    links: links.map((link, place) => (place === one ? { ...link, hash: link.hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) } : link)),
    seq: one + 1,
  }),
  'an entry is removed': (links, one) => ({ links: links.map((link, place) => (place === one ? { ...link, entry: null } : link)), seq: one + 1 }),
  'an entry is removed with its seal': (links, one) => ({ links: links.toSpliced(one, 1), seq: one + 1 }),
  'an entry is removed and the rest numbered anew': (links, one) => ({ links: renumbered(links.toSpliced(one, 1)), seq: one + 1 }),
  'several are removed from the middle': (links, one, other) => ({ links: links.toSpliced(one, other - one), seq: one + 1 }),
  'two entries change places': (links, one, other) => {
    const [a, b] = [links[one]!, links[other]!]
    return { links: links.with(one, { ...a, entryId: b.entryId, entry: b.entry }).with(other, { ...b, entryId: a.entryId, entry: a.entry }), seq: one + 1 }
  },
  'two seals change places with their entries': (links, one, other) => ({
    links: renumbered(links.with(one, links[other]!).with(other, links[one]!)),
    seq: one + 1,
  }),
  'the order is turned round': (links, one, other) => ({
    links: renumbered([...links.slice(0, one), ...links.slice(one, other + 1).reverse(), ...links.slice(other + 1)]),
    seq: one + 1,
  }),
  'an entry is put in with a seal that fits it': (links, one, _, stranger) => {
    const put = chainOf([stranger], one === 0 ? beginning : headAt(links[one - 1]!))
    return { links: renumbered(links.toSpliced(one, 0, ...put)), seq: one + 2 }
  },
  'an entry is given twice': (links, one, other) => ({ links: renumbered(links.toSpliced(other, 0, links[one]!)), seq: other + 1 }),
  'the end is cut off': (links, one) => ({ links: links.slice(0, one), seq: one + 1 }),
  'everything after a change is sealed anew': (links, one, _, stranger) => {
    const list = links.map((link, place) => (place === one ? { ...stranger, id: link.entryId } : link.entry!))
    return { links: chainOf(list), seq: links.length }
  },
  'the end is sealed anew and shorter': (links, one) => ({ links: chainOf(links.toSpliced(one, 1).map((link) => link.entry!)), seq: links.length }),
}

test('a chain nobody touched is whole, also compared with heads of earlier moments', () => {
  fc.assert(
    fc.property(entries, fc.nat(), (list, place) => {
      const links = chainOf(list)
      expect(firstFault(links, [headAt(links[place % links.length]!), headAt(links.at(-1)!)])).toBeNull()
    }),
    { numRuns: 50 },
  )
})

test('1,000 mutations, cuts and reorderings: every one is found, and the first bad entry is named', () => {
  const found = new Map(Object.keys(tamperings).map((name) => [name, 0]))
  fc.assert(
    fc.property(entries, entry, fc.constantFrom(...Object.keys(tamperings)), fc.nat(), fc.nat(), (list, stranger, name, one, step) => {
      const links = chainOf(list)
      const first = one % (links.length - 1)
      const second = first + 1 + (step % (links.length - 1 - first))
      const tampered = tamperings[name]!(links, first, second, stranger)
      const fault = firstFault(tampered.links, [headAt(links.at(-1)!)])
      expect(fault?.seq, name).toBe(tampered.seq)
      found.set(name, found.get(name)! + 1)
    }),
    { numRuns: 1_000 },
  )
  const total = [...found.values()].reduce((sum, count) => sum + count, 0)
  noteResult('audit chain: random mutations, cuts and reorderings', { kinds: found.size, tried: 1_000, found: total, missed: 1_000 - total })
  expect(Math.min(...found.values())).toBeGreaterThan(0)
})
