import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groups } from './equivalents/index.ts'
import { equivalent, fuzzyKeysOf, keysOf, likeness, normalise, otherLayout, rank, rules, tokensOf } from './index.ts'

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: fc.constantFrom('a', 'ג', '\0', '׳', 'A', 'é'), maxLength: 8 }))
const signs = fc.constantFrom(...'אבגדהוזחטיךכלםמןנסעףפץצקרשת׳״\'"־-. abcdefghijklmnopqrstuvwxyzÉßŁİ'.split(''), 'ג׳', 'בע״מ', 'Ltd', 'שָׁ', 'ﬡ')
const nameLike = fc.array(signs, { maxLength: 14 }).map((found) => found.join(''))
const latinToken = fc.stringMatching(/^[a-z]{1,12}$/)
const hebrewToken = fc.stringMatching(/^[א-ת]{1,10}$/).map(normalise)
const token = fc.oneof(latinToken, hebrewToken)
const shared = (one: string, other: string) => keysOf(normalise(one)).filter((key) => keysOf(normalise(other)).includes(key))

describe('normalising', () => {
  test.each([
    ['כֹּהֵן', 'כהנ'],
    ['כהן', 'כהנ'],
    ['ג׳ורג׳', "ג'ורג'"],
    ["ג'ורג'", "ג'ורג'"],
    ['ג’ורג’', "ג'ורג'"],
    ['ג`ורג´', "ג'ורג'"],
    ['תנ״ך', 'תנכ'],
    ["תנ''ך", 'תנכ'],
    ['בן־דוד', 'בנ דוד'],
    ['בן-דוד', 'בנ דוד'],
    ['פֿאַרװאָלט', 'פארוואלט'],
    ['שמואל „סמי“ כהן', 'שמואל סמי כהנ'],
    ['José Núñez', 'jose nunez'],
    ['Groß', 'gross'],
    ['O’Brien', 'obrien'],
    ["D'Angelo", 'dangelo'],
    ['Ｇｒｏｓｓ', 'gross'],
    ['I.B.M.', 'ibm'],
    ['משהCohen', 'משה cohen'],
  ])('%s is %s', (typed, plain) => expect(normalise(typed)).toBe(plain))

  test.each(['אחים כהן בע״מ', 'אחים כהן בע"מ', "אחים כהן בע''מ", 'אחים כהן, ב.ע.מ', 'אחים כהן (ע״ר)'])('the legal form of %s is no part of the name', (typed) =>
    expect(normalise(typed)).toBe('אחימ כהנ'),
  )
  test.each(['Goldberg Ltd', 'Goldberg, Inc.', 'GOLDBERG GmbH', 'Goldberg L.L.C.'])('the legal form of %s is no part of the name', (typed) =>
    expect(normalise(typed)).toBe('goldberg'),
  )
  test('what is nothing but a legal form is kept, and ער without gershayim is a name', () => {
    expect(normalise('בע״מ')).toBe('בעמ')
    expect(normalise('יוסי ער')).toBe('יוסי ער')
  })
  test('twice is once', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, nameLike), (text) => {
        const plain = normalise(text)
        expect(normalise(plain)).toBe(plain)
        expect(tokensOf(plain)).toEqual(tokensOf(text))
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the other keyboard', () => {
  test.each([
    ['fvi', 'כהן'],
    ['nuyh', 'מוטי'],
    ['בםיקמ', 'cohen'],
    ['ט׳ןא', 'ywit'],
  ])('%s is %s', (typed, meant) => expect(otherLayout(typed)).toBe(meant))
  test('letters typed on the wrong keyboard come back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-pr-vx-z]{1,12}$/), (meant) => {
        expect(otherLayout(otherLayout(meant))).toBe(meant)
      }),
    )
  })
})

describe('keys', () => {
  test.each([
    ['kohen', 'כהן'],
    ['cohen', 'כהן'],
    ['Cohn', 'כהן'],
    ['הכהן', 'כהן'],
    ['hacohen', 'כהן'],
    ['לכהן', 'כהן'],
    ['יעקב', 'Yaakov'],
    ['יעקב', 'Jacob'],
    ['Yaakov', 'Jacob'],
    ['מוטי', 'מרדכי'],
    ['Moti', 'מרדכי'],
    ['Bob', 'Robert'],
    ['בוב', 'Robert'],
    ['עביד', 'Obeid'],
    ['ג׳ורג׳', 'George'],
    ['ג׳ורג׳', 'גורג'],
    ['מוחמד', 'Mohamed'],
    ['Muhammad', 'Mohamed'],
    ['Haim', 'Chaim'],
    ['חיים', 'Haim'],
    ['Levi', 'Levy'],
    ['Kohn', 'Cohen'],
    ['שוורץ', 'שורץ'],
    ['Schwartz', 'שוורץ'],
    ['Rebecca', 'רבקה'],
    ['Goldshtein', 'גולדשטיין'],
    ['Goldstein', 'גולדשטיין'],
    ['Netanyahu', 'נתניהו'],
    ['Tchaikovsky', "צ'ייקובסקי"],
  ])('%s and %s share one', (one, other) => expect(shared(one, other)).not.toEqual([]))

  test('a spelling with doubled or left out vav and yod has the same', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[בגדזחטכלמנספצקרשת]{2,8}$/), fc.nat(), fc.constantFrom('ו', 'י', 'וו', 'יי'), (consonants, place, vowel) => {
        const at = 1 + (place % (consonants.length - 1))
        const varied = `${consonants.slice(0, at)}${vowel}${consonants.slice(at)}`
        expect(shared(consonants, varied)).toContain(keysOf(consonants)[0])
      }),
    )
  })
  test.each([
    ['goldstien', 'goldstein'],
    ['goldsteim', 'goldstein'],
    ['rosemberg', 'rosenberg'],
    ['roesnberg', 'rosenberg'],
    ['rabinovch', 'rabinovich'],
    ['גולדשמיין', 'גולדשטיין'],
    ['רוזנרבג', 'רוזנברג'],
    ['kohem', 'kohen'],
  ])('one error: %s is found by %s', (typed, meant) => {
    const keys = (token: string) => [...keysOf(token), ...fuzzyKeysOf(token)]
    expect(keys(normalise(typed)).filter((key) => keys(normalise(meant)).includes(key))).not.toEqual([])
  })
  test('short names have no fuzzy keys', () => {
    expect(fuzzyKeysOf('adi')).toEqual([])
    expect(fuzzyKeysOf("צ'רג'")).toEqual([])
  })
  test('every token of any text has a key', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, nameLike), (text) => {
        for (const one of tokensOf(text)) {
          expect(keysOf(one).length).toBeGreaterThan(0)
          fuzzyKeysOf(one)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('likeness', () => {
  test('is the same in both directions, between 0 and 1, and 1 only for the same', () => {
    fc.assert(
      fc.property(token, token, (one, other) => {
        const found = likeness(one, other)
        expect(found).toBe(likeness(other, one))
        expect(found).toBeGreaterThanOrEqual(0)
        expect(found).toBeLessThanOrEqual(1)
        expect(found === 1).toBe(one === other)
      }),
      { numRuns: 2000 },
    )
  })
  test('never fails on any text', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(likeness(one, other)).toBeGreaterThanOrEqual(0)
        otherLayout(one)
        rank(one, [{ token: other }])
      }),
      { numRuns: 2000 },
    )
  })
  test.each([
    ['kohen', 'כהן', 'קורן'],
    ['goldstein', 'גולדשטיין', 'גולדברג'],
    ['שורץ', 'שוורץ', 'שרוט'],
    ['cohen', 'kohn', 'koren'],
    ['פרידמן', 'friedman', 'feldman'],
    ['בוזגלו', 'buzaglo', 'bozik'],
    ['נתניהו', 'netanyahu', 'natan'],
    // The more letters are accounted for, the likelier: few letters are soon probable.
    ['buarque', 'בוארקי', 'בורק'],
    ['ebiede', 'אביאדה', 'עביד'],
  ])('%s is nearer to %s than to %s', (name, near, far) =>
    expect(likeness(normalise(name), normalise(near))).toBeGreaterThan(likeness(normalise(name), normalise(far))),
  )
})

describe('ranking', () => {
  const order = (query: string, ...names: string[]) =>
    rank(
      normalise(query),
      names.map((name) => ({ token: normalise(name) })),
    ).map(({ token: found }) => found)
  test('what was typed comes first, then what begins so, then the other script, then what is spelled nearly so', () => {
    expect(order('cohen', 'kohem', 'כהן', 'cohenson', 'cohen', 'levi')).toEqual(['cohen', 'cohenson', 'כהנ', 'kohem', 'levi'])
  })
  test('מוטי finds מרדכי before what only sounds near', () => expect(order('מוטי', 'מטר', 'מרדכי', 'מתי')[0]).toBe('מרדכי'))
  test('of equally near ones the more frequent is first', () => {
    const found = rank('cohen', [
      { token: 'kohhen', count: 1 },
      { token: 'cohenn', count: 900 },
    ])
    expect(found).toHaveLength(2)
  })
  test('few of the best are those that stand first among all, however little the others were looked at', () => {
    const candidates = fc.array(fc.record({ token, count: fc.nat(500) }), { maxLength: 60 })
    const near = fc.constantFrom('goldstein', 'goldstien', 'golshtein', 'goldberg', 'גולדשטיינ', 'גולדשטינ', 'הגולדברג', 'חיימ', 'chaim', 'haim', 'hayim')
    const wanted = fc.record({
      most: fc.integer({ min: 1, max: 9 }),
      beside: fc.constantFrom(0, 0.08, 0.8),
      within: fc.constantFrom(0, 0.55),
      across: fc.constantFrom(0, 0.003, 0.6),
    })
    fc.assert(
      fc.property(fc.oneof(near, token), fc.array(near), candidates, wanted, (query, some, others, { most, beside, within, across }) => {
        const all = [...new Map([...some.map((token) => ({ token, count: 1 })), ...others].map((one) => [one.token, one])).values()]
        const floor = (name: string) => (/[א-ת]/.test(name) === /[א-ת]/.test(query) ? within : across)
        const fit = rank(query, all).filter(({ token, likeness }) => likeness >= floor(token))
        const top = Math.max(0, ...fit.map(({ likeness }) => likeness))
        const expected = fit.filter(({ likeness }) => likeness >= beside * top).slice(0, most)
        expect(rank(query, all, { most, beside, least: { within, across } })).toEqual(expected)
      }),
      { numRuns: 600 },
    )
  })
})

describe('equivalents', () => {
  test('every group has at least one Hebrew form and one Latin one, and all are normalised tokens', () => {
    for (const group of groups) {
      expect(
        group.some((form) => /^[א-ת']+$/.test(form)),
        group.join(' '),
      ).toBe(true)
      expect(
        group.some((form) => /^[a-z]+$/.test(form)),
        group.join(' '),
      ).toBe(true)
      for (const form of group) expect(tokensOf(form), form).toEqual([form])
      expect(new Set(group).size).toBe(group.length)
    }
  })
  test('no group is a part of another', () => {
    const within = groups.filter((group, place) => groups.some((other, at) => at !== place && group.every((form) => other.includes(form))))
    expect(within.map((group) => group.join(' '))).toEqual([])
  })
  test('belonging is not passed on', () => {
    expect(equivalent('אבי', 'אברהמ')).toBe(true)
    expect(equivalent('אבי', 'אביגדור')).toBe(true)
    expect(equivalent('אברהמ', 'אביגדור')).toBe(false)
  })
})

test('keys that are stored are made anew when they would be others now: a change of them raises the version of the rules', () => {
  const tokens = [...new Set(groups.flat()), 'q29578bfc'].sort()
  const spelled = ['שׂרה־לאה כֹּהֵן בע״מ', 'D’Angelo-Núñez Ltd', "ג'ורג' ח׳ורי", 'ТАНЯ Иванова', 'הכהן ולבניו'].map(tokensOf)
  const made = JSON.stringify([spelled, tokens.map((one) => [keysOf(one), fuzzyKeysOf(one)])])
  expect({ rules, made: createHash('sha256').update(made).digest('hex').slice(0, 12) }).toEqual({ rules: 4, made: 'cc1804c6743f' })
})

test('a code sounds like no name and like no other code', () => {
  expect(keysOf('q29578bfc')).toEqual(['q29578bfc'])
  expect(fuzzyKeysOf('q29578bfc')).toEqual([])
})
