/** A fresh, migrated database for one test file, cloned from a template on a server the whole run shares. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'

export async function freshDatabase(): Promise<string> {
  const base = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  await command(base, `create database ${name} template kesher`)
  onTestFinishedIfAny(() => command(base, `drop database if exists ${name} with (force)`))
  return base.replace('/postgres?', `/${name}?`)
}

function onTestFinishedIfAny(clean: () => Promise<void>) {
  try {
    onTestFinished(clean)
  } catch {
    // opened for a whole file: the server it lies on is thrown away after the run
  }
}

async function command(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
