import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HolidayName } from '../../contract/settings.ts'
import { kesherForFile } from '../../testing/kesher.ts'
import { holidaysBetween } from './holidays.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })

test('an administrator changes the company; everybody reads it; a time zone must exist', async () => {
  const boss = await kesher.administrator()
  expect(await boss.call('PATCH /company', { body: { name: 'כרמל אספקה', weekend: [6, 5, 5] } })).toMatchObject({
    name: 'כרמל אספקה',
    weekend: [5, 6],
    timeZone: 'Asia/Jerusalem',
  })
  expect((await boss.ask('PATCH /company', { body: { timeZone: 'Asia/Nowhere' } })).problem).toMatchObject({ code: 'invalid', fields: { timeZone: 'unknown' } })
  const rep = await kesher.member('rep', [])
  expect((await rep.call('GET /company')).name).toBe('כרמל אספקה')
  expect((await rep.ask('PATCH /company', { body: { name: 'X' } })).problem.code).toBe('not-allowed')
})

test('opening hours begin with the Israeli week and are replaced as a whole', async () => {
  const boss = await kesher.administrator()
  expect((await boss.call('GET /hours')).spans.map(({ weekday }) => weekday)).toEqual([0, 1, 2, 3, 4])
  const spans = [
    { weekday: 0, opens: '08:00', closes: '12:30' },
    { weekday: 0, opens: '12:30', closes: '18:00' },
  ]
  expect((await boss.call('PUT /hours/spans', { body: spans })).spans).toEqual(spans)
  const overlapping = [
    { weekday: 0, opens: '08:00', closes: '12:30' },
    { weekday: 0, opens: '12:00', closes: '18:00' },
  ]
  expect((await boss.ask('PUT /hours/spans', { body: overlapping })).problem).toMatchObject({ code: 'invalid', fields: { '1.opens': 'before-start' } })
  expect((await boss.ask('PUT /hours/spans', { body: [{ weekday: 0, opens: '18:00', closes: '08:00' }] })).problem.fields).toEqual({
    '0.closes': 'before-start',
  })
  expect((await boss.call('GET /hours')).spans).toEqual(spans)
})

test('the coming year’s holidays are known, and a company may keep one its own way', async () => {
  const boss = await kesher.administrator()
  const { holidays } = await boss.call('GET /hours')
  expect(holidays[0]).toEqual({ holiday: 'hanukkah', day: '2026-12-05', observance: 'open' })
  expect(holidays).toContainEqual({ holiday: 'independence-day', day: '2027-05-12', observance: 'closed' })
  const changed = await boss.call('PUT /hours/holidays/:holiday', { params: { holiday: 'purim' }, body: { observance: 'closed' } })
  expect(changed.holidays).toContainEqual({ holiday: 'purim', day: '2027-03-23', observance: 'closed' })
  expect((await boss.ask('PUT /hours/holidays/:holiday', { params: { holiday: 'groundhog-day' }, body: { observance: 'closed' } })).problem.code).toBe(
    'not-found',
  )
})

test('a closure is set, renamed and taken back', async () => {
  const boss = await kesher.administrator()
  const day = '2027-01-03'
  await boss.call('PUT /hours/closures/:day', { params: { day }, body: { name: 'ספירת מלאי' } })
  expect((await boss.call('PUT /hours/closures/:day', { params: { day }, body: { name: 'ספירת מלאי שנתית' } })).closures).toEqual([
    { day, name: 'ספירת מלאי שנתית' },
  ])
  await boss.call('DELETE /hours/closures/:day', { params: { day } })
  expect((await boss.ask('DELETE /hours/closures/:day', { params: { day } })).problem.code).toBe('not-found')
})

const firstDays = (year: number) => {
  const days = holidaysBetween(Temporal.PlainDate.from({ year, month: 1, day: 1 }), Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 }))
  return (name: HolidayName) => days.find((one) => one.name === name)?.day
}

test.each([
  [
    2023,
    {
      'rosh-hashana': '2023-09-16',
      'yom-kippur': '2023-09-25',
      'pesach': '2023-04-06',
      'independence-day': '2023-04-26',
      'shavuot': '2023-05-26',
      'purim': '2023-03-07',
      'tisha-bav': '2023-07-27',
    },
  ],
  [
    2024,
    {
      'rosh-hashana': '2024-10-03',
      'purim': '2024-03-24',
      'pesach': '2024-04-23',
      'independence-day': '2024-05-14',
      'memorial-day': '2024-05-13',
      'holocaust-day': '2024-05-06',
      'tisha-bav': '2024-08-13',
      'hanukkah': '2024-12-26',
    },
  ],
  [
    2025,
    {
      'rosh-hashana': '2025-09-23',
      'sukkot': '2025-10-07',
      'pesach': '2025-04-13',
      'independence-day': '2025-05-01',
      'memorial-day': '2025-04-30',
      'holocaust-day': '2025-04-24',
      'tisha-bav': '2025-08-03',
    },
  ],
  [
    2026,
    {
      'rosh-hashana': '2026-09-12',
      'pesach': '2026-04-02',
      'independence-day': '2026-04-22',
      'shavuot': '2026-05-22',
      'simchat-torah': '2026-10-03',
      'hanukkah': '2026-12-05',
    },
  ],
  [2027, { 'pesach': '2027-04-22', 'independence-day': '2027-05-12', 'rosh-hashana': '2027-10-02', 'lag-baomer': '2027-05-25' }],
] as const)('the holidays of %i fall where the calendar on the wall has them', (year, known) => {
  const day = firstDays(year)
  expect(Object.fromEntries(Object.keys(known).map((name) => [name, day(name as HolidayName)]))).toEqual(known)
})

test('in any year memorial and independence day keep clear of the Sabbath, and each day of a holiday follows its eve', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1950, max: 2150 }), (year) => {
      const day = firstDays(year)
      const weekday = (name: HolidayName) => Temporal.PlainDate.from(day(name)!).dayOfWeek
      expect([2, 3, 4]).toContain(weekday('independence-day'))
      expect([1, 2, 3]).toContain(weekday('memorial-day'))
      expect([1, 2, 3, 4]).toContain(weekday('holocaust-day'))
      expect(weekday('tisha-bav')).not.toBe(6)
      expect([1, 2, 4, 6]).toContain(weekday('rosh-hashana'))
      for (const [eve, first] of [
        ['rosh-hashana-eve', 'rosh-hashana'],
        ['pesach-eve', 'pesach'],
        ['shavuot-eve', 'shavuot'],
      ] as const) {
        expect(Temporal.PlainDate.from(day(eve)!).add({ days: 1 }).toString()).toBe(day(first))
      }
    }),
    { numRuns: 60 },
  )
})

test('hosts of our own network are allowed by name and port, written as they will be compared', async () => {
  const boss = await kesher.administrator()
  const { hosts } = await boss.call('PUT /company/internal-hosts', {
    body: { hosts: [' SSO.Carmel.Local ', '10.0.0.5:8443', '0x7f000001:80', 'sso.carmel.local'] },
  })
  expect(hosts).toEqual(['sso.carmel.local', '10.0.0.5:8443', '127.0.0.1'])
  expect(await boss.call('GET /company/internal-hosts')).toEqual({ hosts })
  for (const host of ['', 'a/b', 'user@host', 'a b', 'http://host', 'host:99999', 'host?', 'host#'])
    expect((await boss.ask('PUT /company/internal-hosts', { body: { hosts: [host] } })).problem.fields, host).toEqual({ 'hosts.0': 'not-an-address' })
})
