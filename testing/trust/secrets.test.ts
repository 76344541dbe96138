/** What opens a door goes in and never comes out: no answer holds the content of any column that is a secret. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { contract, type Key } from '../../contract/index.ts'
import { personalData } from '../../server/db/personal-data.ts'
import { seal } from '../../server/db/sealed.ts'
import { kesherForFile } from '../kesher.ts'
import { samples } from './samples.ts'
import { trustWorld } from './world.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Every stored secret, as it may be written in an answer. Short ones, counters and the like, are no secrets by themselves. */
async function stored() {
  const found = new Map<string, string>()
  for (const [table, columns] of Object.entries(personalData)) {
    for (const [column, kind] of Object.entries(columns)) {
      if (kind !== 'secret') continue
      const value = sql.ref(`${snake(table)}.${snake(column)}`)
      const { rows } = await sql<{ value: unknown }>`select ${value} as value from ${sql.table(snake(table))} where ${value} is not null`.execute(
        kesher.house.db,
      )
      for (const row of rows) for (const text of writings(row.value)) if (text.length >= 12) found.set(text, `${table}.${column}`)
    }
  }
  return found
}

function writings(value: unknown): string[] {
  if (value instanceof Uint8Array) return (['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(value).toString(form))
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)]
}

test('no endpoint answers with a stored secret, whoever asks for it', async () => {
  const world = await trustWorld(kesher)
  const { administrator, manager } = world.people
  await administrator.browser.call('POST /me/totp')
  await administrator.browser.call('POST /me/api-keys', { body: { name: 'Program', scopes: ['customers:read'], days: null } })
  await kesher.house.db
    .updateTable('signInPolicy')
    .set({
      issuer: 'https://sso.example',
      clientId: 'kesher',
      clientSecret: seal(kesher.house.place.folder, 'provider https://sso.example', 'what the provider gave us'),
    })
    .execute()
  const answers: { key: Key; text: string }[] = []
  for (const key of (Object.keys(contract) as Key[]).filter((key) => key !== 'DELETE /session')) {
    for (const person of [manager, administrator]) {
      const sent = await samples[key].sent({ world, person, file: world.files.team, by: world.boss })
      const { text, headers } = await person.browser.ask(key, sent as never)
      answers.push({ key, text: text + JSON.stringify({ ...headers, 'set-cookie': '' }) })
    }
  }
  const secrets = await stored()
  expect(new Set(secrets.values()).size).toBeGreaterThan(5)
  expect(secrets.size).toBeGreaterThan(20)
  const told = answers.flatMap(({ key, text }) => [...secrets].filter(([secret]) => text.includes(secret)).map(([, column]) => `${key} tells ${column}`))
  expect(told).toEqual([])
  expect(answers.filter(({ text }) => text.includes('what the provider gave us'))).toEqual([])
})
