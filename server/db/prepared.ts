import { createHash } from 'node:crypto'
import type { RawBuilder } from 'kysely'
import { type Db, poolOf } from './connect.ts'

/**
 * Runs a statement under a name made from its text, so that each connection plans it once and not at every call:
 * for a large statement planning costs several times its execution. Only for texts that do not vary with their input.
 */
export const prepared = <Row>(db: Db, statement: RawBuilder<Row>): Promise<Row[]> => run(db, statement.compile(db))

async function run<Row>(db: Db, { sql, parameters }: Written): Promise<Row[]> {
  const { rows } = await poolOf(db).query({ name: nameOf(sql), text: sql, values: [...parameters] })
  return rows as Row[]
}

type Written = { sql: string; parameters: readonly unknown[] }

/**
 * The same for a large statement that is asked again and again for one person, of which only some values differ from call to call: its text is put together once
 * for all that `write` makes of `by`, whatever that is. It is given stand-ins for the values.
 */
export function preparedBy<By, Values extends Record<string, unknown>, Row>(standIns: Values, write: (by: By, values: Values) => RawBuilder<Row>) {
  const written = new Map<string, Written>()
  const nameOfStandIn = new Map<unknown, keyof Values>(Object.entries(standIns).map(([name, value]) => [value, name]))
  return (db: Db, by: By, values: Values): Promise<Row[]> => {
    const key = JSON.stringify(by)
    const known = written.get(key) ?? write(by, standIns).compile(db)
    if (written.size >= mostWritten) written.clear()
    written.set(key, known)
    const parameters = known.parameters.map((value) => (nameOfStandIn.has(value) ? values[nameOfStandIn.get(value)!] : value))
    return run(db, { sql: known.sql, parameters })
  }
}

const mostWritten = 1_000

const names = new Map<string, string>()

function nameOf(text: string) {
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
  names.set(text, name)
  return name
}
