import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'
import { drillIsDue, setIsDue } from './due.ts'
import { readKey } from './key.ts'
import { placeIn } from './place.ts'
import { restoreInto } from './restoring.ts'
import { goThrough } from './runs.ts'
import { putFile } from './testing.ts'

const kesher = kesherForFile()
const root = mkdtempSync(join(tmpdir(), 'kesher-plan-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('backups are for administrators', async () => {
  const rep = await kesher.member('rep', [])
  expect((await rep.ask('GET /backups')).problem.code).toBe('not-allowed')
  expect((await rep.ask('POST /backups', { body: { kind: 'set' } })).problem.code).toBe('not-allowed')
})

test('a backup folder must be one that can be written, outside the data, and not another Kesher’s', async () => {
  const boss = await kesher.administrator()
  const change = (place: string) => boss.ask('PATCH /backups/plan', { body: { place } })
  expect((await change('backups')).problem.fields).toEqual({ place: 'not-a-folder' })
  expect((await change(join(root, 'not', 'there'))).problem.fields).toEqual({ place: 'not-a-folder' })
  expect((await change(join(kesher.house.place.folder, 'attachments'))).problem.fields).toEqual({ place: 'not-a-folder' })
  mkdirSync(join(root, 'foreign'))
  writeFileSync(join(root, 'foreign', 'kesher-backups.json'), '{"database":"another"}')
  expect((await change(join(root, 'foreign'))).problem.fields).toEqual({ place: 'taken' })
  expect((await change(join(root, 'mine'))).reply.plan.place).toBe(join(root, 'mine'))
})

test('asked for twice it is one run; where the database is another’s it keeps the files, and says so', async () => {
  const boss = await kesher.administrator()
  putFile(kesher.house.place.folder, 'imports/one', 'a file somebody handed over')
  await boss.call('PATCH /backups/plan', { body: { place: join(root, 'files') } })
  const { id } = await boss.call('POST /backups', { body: { kind: 'set' } })
  expect((await boss.call('POST /backups', { body: { kind: 'set' } })).id).toBe(id)
  expect((await boss.call('GET /backups')).lastSet).toBe(null)
  await goThrough(kesher.house, id, {})
  const now = await boss.call('GET /backups')
  expect(now).toMatchObject({ ownDatabase: false, lastSet: { id, state: 'done', askedBy: 'Noa Barak' }, key: { id: expect.stringMatching(/^[0-9a-f]{16}$/) } })
  expect((await boss.call('POST /backups', { body: { kind: 'set' } })).id).not.toBe(id)
  const into = join(root, 'restored')
  await restoreInto(into, { place: placeIn(join(root, 'files')), key: readKey(now.key.file), target: new Date(), afterRestore: {} })
  expect(readFileSync(join(into, 'imports/one'), 'utf8')).toBe('a file somebody handed over')
  expect(readdirSync(into)).not.toContain('backup.key')
})

test('a backup that cannot be written is told with its reason', async () => {
  const boss = await kesher.administrator()
  await boss.call('PATCH /backups/plan', { body: { place: join(root, 'gone') } })
  rmSync(join(root, 'gone'), { recursive: true })
  writeFileSync(join(root, 'gone'), 'a file where the folder was')
  const { id } = await boss.call('POST /backups', { body: { kind: 'set' } })
  await expect(goThrough(kesher.house, id, {})).rejects.toThrow()
  expect((await boss.call('GET /backups')).lastSet).toMatchObject({ id, state: 'failed', problem: { code: 'place-away' } })
})

test('a set is due once its hour of the company’s day has passed, also over a change of the clock', () => {
  const timeZone = 'Asia/Jerusalem'
  const due = (every: 'six-hours' | 'day' | 'week', last: string, now: string) =>
    setIsDue({ every, hour: 2 }, { timeZone, last: new Date(last), now: new Date(now) })
  expect(due('day', '2026-11-22T00:05:00Z', '2026-11-22T23:55:00Z')).toBe(false)
  expect(due('day', '2026-11-22T00:05:00Z', '2026-11-23T00:01:00Z')).toBe(true)
  expect(due('six-hours', '2026-11-22T00:05:00Z', '2026-11-22T05:59:00Z')).toBe(false)
  expect(due('six-hours', '2026-11-22T00:05:00Z', '2026-11-22T06:01:00Z')).toBe(true)
  expect(due('week', '2026-11-21T00:05:00Z', '2026-11-27T23:59:00Z')).toBe(false)
  expect(due('week', '2026-11-21T00:05:00Z', '2026-11-28T00:01:00Z')).toBe(true)
  // The night of 27 March 2026 has no 02:00 in Israel: the set is made when the clock has jumped to three.
  expect(due('day', '2026-03-26T00:05:00Z', '2026-03-26T23:59:00Z')).toBe(false)
  expect(due('day', '2026-03-26T00:05:00Z', '2026-03-27T00:01:00Z')).toBe(true)
  expect(setIsDue({ every: 'never', hour: 2 }, { timeZone, last: new Date(0), now: new Date() })).toBe(false)
  expect(drillIsDue({ drill: 'week' }, { timeZone, last: new Date('2026-11-15T03:00:00Z'), now: new Date('2026-11-22T02:30:00Z') })).toBe(true)
})
