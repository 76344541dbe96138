import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contract } from '../../../contract/index.ts'
import { newId } from '../../api/new-id.ts'
import { asksIn, type Draft, emptyDraft, isEmpty, lacking, parcelOf } from './draft.ts'
import { afterWeekend, dueDays, weekdayOf } from './due-days.ts'
import { type Kind, kinds, kindsTyped } from './kinds.ts'

const about = { userId: newId(), customerId: newId(), now: '2026-11-22T08:00:00.000Z' }
const draft = (part: Partial<Draft>): Draft => ({ ...emptyDraft({ kind: 'phone', direction: 'in', contactId: null, dueOn: '2026-11-24' }), ...part })
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))

test('whatever kind is written, the calls it becomes are ones the contract takes', () => {
  const words = fc.record({
    text: fc.string(),
    subject: fc.string(),
    asked: fc.string(),
    direction: fc.constantFrom('in' as const, 'out' as const),
    ease: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
    promised: fc.option(fc.string(), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.constantFrom(...kinds), words, (kind, { ease, promised, ...rest }) => {
      const written = draft({
        ...rest,
        kind,
        scores: ease === undefined ? {} : { ease },
        promise: promised === undefined ? null : { id: newId(), text: promised, dueOn: '2026-11-24' },
      })
      if (kind === 'order' || lacking(written)) return
      const parcel = parcelOf(written, [], about)
      expect(parcel.steps.length).toBeGreaterThan(0)
      for (const { key, body } of parcel.steps) {
        const taken = contract[key].body.safeParse(body)
        // Text of nothing but invisible characters is the server's to refuse.
        if (!taken.success) expect(taken.error.issues.map(({ path }) => path.at(-1))).toEqual(expect.arrayContaining([expect.stringMatching(/^(body|text)$/)]))
      }
    }),
  )
})

test('sending a draft again uses the same ids, and its moment is when it was written', () => {
  const written = draft({ kind: 'complaint', text: 'Late again', promise: { id: newId(), text: 'Find out why', dueOn: '2026-11-23' } })
  const [first, second] = [1, 2].map(() => parcelOf(written, [], about))
  expect(second).toEqual(first)
  expect(first!.steps).toEqual([
    { key: 'POST /customers/:id/voices', body: { id: written.id, kind: 'complaint', text: 'Late again', heardAt: about.now, contactId: null } },
    { key: 'POST /customers/:id/promises', body: written.promise },
  ])
})

test('a note stays among ourselves whatever direction was chosen before, and asks nothing of the customer', () => {
  const [step] = parcelOf(draft({ kind: 'note', direction: 'out', text: 'Careful', asked: 'old' }), [], about).steps
  expect(step).toMatchObject({ body: { channel: 'note', direction: 'internal', asked: '' } })
  expect([asksIn({ kind: 'phone', direction: 'in' }), asksIn({ kind: 'phone', direction: 'out' }), asksIn({ kind: 'note', direction: 'in' })]).toEqual([
    true,
    false,
    false,
  ])
})

test('what lacks something is named before it is sent', () => {
  const cases: [Partial<Draft>, string | undefined][] = [
    [{ text: ' ' }, 'text'],
    [{ asked: 'When?' }, undefined],
    [{ direction: 'out', asked: 'When?' }, 'text'],
    [{ kind: 'email', subject: 'Offer' }, undefined],
    [{ subject: 'Offer' }, 'text'],
    [{ kind: 'promise' }, 'text'],
    [{ kind: 'score', text: 'Nice' }, 'scores'],
    [{ kind: 'score', scores: { recommend: 0 } }, undefined],
    [{ text: 'x', promise: { id: newId(), text: '', dueOn: '2026-11-23' } }, 'promise.text'],
  ]
  for (const [part, missing] of cases) expect(lacking(draft(part)), JSON.stringify(part)).toBe(missing)
  expect([isEmpty(draft({})), isEmpty(draft({ text: 'x' })), isEmpty(draft({ scores: { ease: 1 } }))]).toEqual([true, false, false])
})

test('a slash finds a kind by the start of any word of its name, in the language of the screen or in Latin', () => {
  const names = { ...(Object.fromEntries(kinds.map((kind) => [kind, kind])) as Record<Kind, string>), complaint: 'תלונה', branch_visit: 'ביקור בסניף' }
  expect([
    kindsTyped('/תל', names),
    kindsTyped('/בסנ', names),
    kindsTyped('/wh', names),
    kindsTyped('/', names).length,
    kindsTyped('a/wh', names),
    kindsTyped('/wh x', names),
  ]).toEqual([['complaint'], ['branch_visit'], ['whatsapp'], kinds.length, [], []])
})

test('"Sunday" is the first working day after the coming weekend', () => {
  expect([
    afterWeekend('2026-11-22', [5, 6]),
    afterWeekend('2026-11-26', [5, 6]),
    afterWeekend('2026-11-28', [5, 6]),
    afterWeekend('2026-11-22', [6, 0]),
  ]).toEqual(['2026-11-29', '2026-11-29', '2026-11-29', '2026-11-23'])
  fc.assert(
    fc.property(day, (today) => {
      const { weekstart, tomorrow, week } = dueDays(today, [5, 6])
      expect(weekdayOf(weekstart)).toBe(0)
      expect(weekstart > today && weekstart <= week && tomorrow > today).toBe(true)
      expect(weekdayOf(week)).toBe(weekdayOf(today))
    }),
  )
})

test('fields of the company’s own go along with an event and with nothing else, and a draft that holds one is not empty', () => {
  const custom = { topic: 'Price', urgent: false }
  expect(parcelOf(draft({ text: 'Asked', custom }), [], about).steps).toMatchObject([{ body: { custom } }])
  expect(parcelOf(draft({ kind: 'wish', text: 'Wishes', custom }), [], about).steps[0]!.body).not.toHaveProperty('custom')
  expect([isEmpty(draft({ custom })), isEmpty(draft({ custom: {} })), isEmpty(draft({}))]).toEqual([false, true, true])
})
