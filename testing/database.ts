/** A fresh, migrated database for one test or one file, cloned from a template on a server the whole run shares. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'

export async function freshDatabase(): Promise<string> {
  const base = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  await command(base, `create database ${name} template kesher`)
  const url = base.replace('/postgres?', `/${name}?`)
  onTestFinishedIfAny(() => dropDatabase(url))
  return url
}

/** One opened for a whole file goes with the file; whatever is left goes with the server. */
export async function dropDatabase(url: string) {
  await command(inject('postgres'), `drop database if exists ${/\/(test_\w+)\?/.exec(url)![1]} with (force)`)
}

function onTestFinishedIfAny(clean: () => Promise<void>) {
  try {
    onTestFinished(clean)
  } catch {
    // opened for a whole file
  }
}

async function command(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
