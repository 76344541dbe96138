import { createHash } from 'node:crypto'
import type { RawBuilder } from 'kysely'
import { type Db, poolOf } from './connect.ts'

/**
 * Runs a statement under a name made from its text, so that each connection plans it once and not at every call:
 * for a large statement planning costs several times its execution. Only for texts that do not vary with their input.
 */
export async function prepared<Row>(db: Db, statement: RawBuilder<Row>): Promise<Row[]> {
  const { sql, parameters } = statement.compile(db)
  const { rows } = await poolOf(db).query({ name: nameOf(sql), text: sql, values: [...parameters] })
  return rows as Row[]
}

const names = new Map<string, string>()

function nameOf(text: string) {
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
  names.set(text, name)
  return name
}
