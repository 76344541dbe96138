import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Base, baseOf, type Entry } from './base.ts'
import { Blocks, largest } from './blocking.ts'
import { compare, emptyComparison, fields, levels, levelsOf, patternOf } from './comparison.ts'
import { explained } from './explanation.ts'
import { fitted, foundIn } from './finding.ts'
import { certainty, fitModel, judge, type Model, thresholds, usualModel, weigh } from './model.ts'
import { errors, jaroWinkler } from './spelling.ts'

/** Runs to the end what tells its steps on the way. */
function whole<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The pairs found in a base, by the model fitted to it where none is given. */
function found(base: Base, model?: Model) {
  const blocks = new Blocks(base)
  return whole(foundIn(blocks, model ?? whole(fitted(blocks))))
}

function levelsBetween(one: Entry, other: Entry) {
  const base = baseOf([one, other])
  const { levels: found } = compare(base, 0, 1, emptyComparison())
  return Object.fromEntries(fields.flatMap((field, place) => (found[place]! < 0 ? [] : [[field, levels[field][found[place]!]]])))
}
const namesOf = (one: string, other: string) => levelsBetween({ names: [one] }, { names: [other] }).name

describe('two texts', () => {
  test('the examples of the literature', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4)
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4)
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
    expect(errors('ca', 'ac', 3)).toBe(1)
    expect(errors('kitten', 'sitting', 3)).toBe(3)
    expect(errors('kitten', 'sitting', 2)).toBe(3)
  })

  test('are as far from each other in both directions, and no farther than what was done to one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 12 })
    fc.assert(
      fc.property(text, text, fc.nat(), (one, other, at) => {
        expect(errors(one, other, 20)).toBe(errors(other, one, 20))
        expect(jaroWinkler(one, other)).toBeCloseTo(jaroWinkler(other, one), 12)
        const place = at % (one.length + 1)
        expect(errors(one, `${one.slice(0, place)}x${one.slice(place)}`, 3)).toBe(1)
      }),
    )
  })
})

describe('two entries', () => {
  test('a name is the same in any order, near with an error or in another script, part where one word is missing', () => {
    expect(namesOf('דנה כהן', 'כהן דנה')).toBe('same')
    expect(namesOf('כרמל אספקה בע״מ', 'כרמל אספקה')).toBe('same')
    expect(namesOf('דנה כהן', 'Dana Cohen')).toBe('alike')
    expect(namesOf('מוטי לוינסון', 'מרדכי לוינסון')).toBe('alike')
    expect(namesOf('Alexander Berkovitch', 'Alexnader Berkovitch')).toBe('alike')
    expect(namesOf('Rina Levi Mizrahi', 'Rina Levi')).toBe('within')
    expect(namesOf('כהן', 'דנה כהן')).toBe('part')
    expect(namesOf('Yossi Cohen', 'Rachel Cohen')).toBe('one')
    expect(namesOf('Yossi Cohen', 'Rachel Biton')).toBe('different')
  })

  test('the other script counts as the name', () => {
    expect(levelsBetween({ names: ['דנה כהן', 'Dana Kohen'] }, { names: ['Dana Kohen'] }).name).toBe('same')
  })

  test('phones are compared without country and signs, e-mails without case, numbers with an error are near', () => {
    const one = { names: ['A B'], phones: ['+972 52-123-4567'], emails: ['Dana@Post.example'], taxId: '012345674', birthDate: '1980-02-01' }
    expect(levelsBetween(one, { names: ['C D'], phones: ['0521234567'], emails: ['dana@post.example'], taxId: '12345674', birthDate: '1980-01-02' })).toEqual({
      name: 'different',
      phone: 'same',
      email: 'same',
      taxId: 'same',
      birthDate: 'near',
    })
    expect(levelsBetween(one, { names: ['C D'], phones: ['0521234576'], taxId: '12354674' })).toMatchObject({ phone: 'near', taxId: 'one-error' })
  })

  test('what one of them does not have is not compared', () => {
    expect(levelsBetween({ names: ['Dana'], city: 'Haifa' }, { names: ['Dana'] })).toEqual({ name: 'part' })
  })

  test('comparing is the same in both directions, and an entry agrees with itself', () => {
    const word = fc.constantFrom('dana', 'dina', 'cohen', 'כהן', 'דנה', 'levi', 'alexander', 'x')
    const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
    const entry = fc.record({
      names: fc.array(
        fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
        { minLength: 1, maxLength: 2 },
      ),
      phones: fc.array(fc.constantFrom('0521234567', '0521234568', '039999999'), { maxLength: 2 }),
      taxId: some(fc.constantFrom('123456782', '123456728', '987')),
      city: fc.constantFrom('', 'haifa', 'חיפה', 'tel aviv'),
      address: fc.constantFrom('', 'herzl 5', 'herzel 5', 'jaffa road 17'),
    }) as fc.Arbitrary<Entry>
    fc.assert(
      fc.property(entry, entry, (one, other) => {
        const base = baseOf([one, other, one])
        const there = patternOf(compare(base, 0, 1, emptyComparison()))
        expect(patternOf(compare(base, 1, 0, emptyComparison()))).toBe(there)
        const own = compare(base, 0, 2, emptyComparison())
        expect([...levelsOf(patternOf(own))]).toEqual([...own.levels])
        for (const [place, field] of fields.entries()) if (place > 0 && own.levels[place]! >= 0) expect(own.levels[place]).toBe(levels[field].length - 1)
      }),
    )
  })
})

describe('the model', () => {
  test('weighs by hand: the sum of log₂(m/u), and even chances where the weight is the odds against', () => {
    const model = { ...usualModel(1000), prior: 1 / 1025 }
    const comparison = emptyComparison()
    comparison.levels.fill(-1)
    comparison.levels[fields.indexOf('phone')] = 2
    comparison.levels[fields.indexOf('city')] = 0
    expect(weigh(model)(comparison)).toBeCloseTo(Math.log2(0.7 / 0.00002) + Math.log2(0.15 / 0.92), 10)
    expect(thresholds(model).maybe).toBeCloseTo(10, 10)
    expect(certainty(10, model.prior)).toBeCloseTo(0.5, 10)
    expect(certainty(thresholds(model).surely, model.prior)).toBeCloseTo(0.999, 10)
  })

  test('learns from a base whose pairs are plain, without being told which they are', () => {
    const pattern = (level: Partial<Record<(typeof fields)[number], number>>) => {
      const comparison = emptyComparison()
      comparison.levels.set(fields.map((field) => level[field] ?? -1))
      return patternOf(comparison)
    }
    const same = pattern({ name: 8, phone: 2, city: 2 })
    const movedHouse = pattern({ name: 8, phone: 2, city: 0 })
    const strangers = pattern({ name: 0, phone: 0, city: 0 })
    const neighbours = pattern({ name: 0, phone: 0, city: 2 })
    const candidates = new Map([
      [same, 300],
      [movedHouse, 100],
      [neighbours, 4_000],
    ])
    const random = new Map([
      [strangers, 95_000],
      [neighbours, 5_000],
    ])
    const { prior, m, u } = fitModel(candidates, random, 2_000)
    expect((prior * (2_000 * 1_999)) / 2).toBeCloseTo(400, 0)
    // 300 of 400, with what thirty pairs of the usual weigh.
    expect(m.city[2]).toBeCloseTo((300 + 22.5) / 430, 3)
    expect(u.city[2]).toBeCloseTo(0.05, 3)
  })

  test('a pair is never sure where name, tax id or birth date speak against it', () => {
    const model = usualModel(1000)
    const comparison = compare(
      baseOf([
        { names: ['Dana Cohen'], phones: ['0521234567'], emails: ['c@x.example'], address: 'Herzl 5', taxId: '111111118' },
        { names: ['Dana Cohen'], phones: ['0521234567'], emails: ['c@x.example'], address: 'Herzl 5', taxId: '222222226' },
      ]),
      0,
      1,
      emptyComparison(),
    )
    expect(judge(model, comparison, 1000)).toBe('maybe')
    comparison.levels[fields.indexOf('taxId')] = -1
    expect(judge(model, comparison, 1000)).toBe('surely')
  })

  test('an entry is explained by what weighs most', () => {
    const base = baseOf([
      { names: ['Dana Berkovitch'], phones: ['0521234567'], city: 'Haifa' },
      { names: ['Dana Berkowitch'], phones: ['0521234567'], city: 'Haifa' },
    ])
    const reasons = explained(base, usualModel(1000), compare(base, 0, 1, emptyComparison()), 0, 1)
    expect(reasons.map(({ field, level, letters }) => ({ field, level, letters }))).toEqual([
      { field: 'phone', level: 'same', letters: undefined },
      { field: 'name', level: 'alike', letters: 1 },
      { field: 'city', level: 'same', letters: undefined },
    ])
  })
})

describe('a whole base', () => {
  const first = ['דנה', 'רות', 'יעל', 'נועה', 'שירה', 'אבי', 'משה', 'יוסי', 'דוד', 'עומר', 'תמר', 'ליאת']
  const last = ['כהן', 'לוי', 'מזרחי', 'פרץ', 'ביטון', 'אברהם', 'פרידמן', 'שפירא', 'גולדברג', 'ברקוביץ']
  const strangers = Array.from(
    { length: 400 },
    (_, n): Entry => ({
      names: [`${first[n % first.length]} ${last[Math.floor(n / first.length) % last.length]}`],
      phones: [`05${20_000_000 + n * 7919}`],
      city: ['חיפה', 'תל אביב', 'ירושלים'][((n * 7919) % 1009) % 3]!,
    }),
  )
  const doubles = strangers
    .slice(0, 40)
    .map(({ names, phones }, n): Entry => ({ names: n % 2 ? [names[0]!.split(' ').reverse().join(' ')] : names, phones: phones! }))

  test('is sure of those who were written twice, and of no namesakes', () => {
    const base = baseOf([...strangers, ...doubles])
    const { pairs } = found(base)
    const sure = pairs.filter(({ verdict }) => verdict === 'surely')
    expect(sure.map(({ one, other }) => [one, other]).sort((a, b) => a[0]! - b[0]!)).toEqual(doubles.map((_, n) => [n, 400 + n]))
  })

  test('where nobody is written twice, nobody is sure to be', () => {
    const base = baseOf(strangers)
    expect(found(base).pairs.filter(({ verdict }) => verdict === 'surely')).toEqual([])
  })

  test('work grows with the base, not with its square, though all bear one name', () => {
    const comparedOf = (count: number) => {
      const base = baseOf(Array.from({ length: count }, (_, n) => ({ names: ['דנה כהן'], city: 'חיפה', phones: [`05${10_000_000 + n}`] })))
      return found(base, usualModel(count)).compared / count
    }
    expect(comparedOf(3_000)).toBeLessThan(2 * largest)
  })
})

const data = process.env.KESHER_TEST_DATA ?? join(import.meta.dirname, '../../shared/data')
const febrl = join(data, 'febrl/dataset1.csv')
test.skipIf(!existsSync(febrl))('the doubles of the first Febrl set are found (test data beside the repository)', () => {
  const rows = readFileSync(febrl, 'utf8').trim().split('\n').slice(1)
  const cells = rows.map((row) => row.split(',').map((cell) => cell.trim()))
  const base = baseOf(
    cells.map(([, given, surname, number, street, place, suburb, postcode, , birthDate, taxId]) => ({
      names: [`${given} ${surname}`],
      taxId: taxId!,
      birthDate: birthDate!,
      city: suburb!,
      postcode: postcode!,
      address: `${number} ${street} ${place}`,
    })),
  )
  const { pairs } = found(base)
  const person = (row: number) => cells[row]![0]!.split('-')[1]
  expect(pairs.filter(({ one, other }) => person(one) === person(other))).toHaveLength(500)
  expect(pairs).toHaveLength(500)
})
