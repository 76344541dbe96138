/** The Febrl sets: people of Australia made up, with doubles whose errors were made up too; the truth stands in `rec_id`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Base } from '../../matching/index.ts'

type Row = { id: string; source: number } & Record<'given' | 'family' | 'number' | 'street' | 'place' | 'suburb' | 'postcode' | 'birthDate' | 'taxId', string>
export type Set = { name: string; rows: Row[] /** Only pairs across the two sources count. */; linking: boolean }

/** The sets there are: files named dataset1, dataset2 …; of one in two halves (4a, 4b) the pairs across are sought. */
export function sets(folder: string): Set[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((file) => /^dataset\d+[ab]?\.csv$/.test(file))
  const numbers = [...new Set(files.map((file) => /\d+/.exec(file)![0]))].sort()
  return numbers.map((number) => {
    const own = files.filter((file) => /\d+/.exec(file)![0] === number).sort()
    return { name: `febrl${number}`, rows: own.flatMap((file, source) => rowsOf(readFileSync(join(folder, file), 'utf8'), source)), linking: own.length > 1 }
  })
}

function rowsOf(text: string, source: number): Row[] {
  const [head, ...lines] = text.trim().split('\n')
  const columns = head!.split(',').map((cell) => cell.trim())
  return lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.trim())
    const of = (column: string) => cells[columns.indexOf(column)] ?? ''
    return {
      id: of('rec_id'),
      source,
      given: of('given_name'),
      family: of('surname'),
      number: of('street_number'),
      street: of('address_1'),
      place: of('address_2'),
      suburb: of('suburb'),
      postcode: of('postcode'),
      birthDate: of('date_of_birth'),
      taxId: of('soc_sec_id'),
    }
  })
}

/** As customers, with the number of identity or without. */
export function baseOfSet({ rows }: Set, withTaxId: boolean): Base {
  const base = new Base()
  for (const row of rows)
    base.add({
      names: [`${row.given} ${row.family}`],
      taxId: withTaxId ? row.taxId : '',
      birthDate: row.birthDate,
      city: row.suburb,
      postcode: row.postcode,
      address: `${row.number} ${row.street} ${row.place}`,
    })
  return base
}

const personOf = ({ id }: Row) => /^rec-(\d+)-/.exec(id)![1]!

/** Of the pairs found how many are right, and how many there are. */
export function quality({ rows, linking }: Set, pairs: readonly { one: number; other: number }[]) {
  const counts = (one: Row, other: Row) => !linking || one.source !== other.source
  const people = Map.groupBy(rows, personOf)
  let truth = 0
  for (const own of people.values()) for (let i = 1; i < own.length; i++) for (let j = 0; j < i; j++) if (counts(own[j]!, own[i]!)) truth++
  const sought = pairs.filter(({ one, other }) => counts(rows[one]!, rows[other]!))
  const right = sought.filter(({ one, other }) => personOf(rows[one]!) === personOf(rows[other]!)).length
  const precision = right / Math.max(1, sought.length)
  const recall = right / truth
  return { truth, found: sought.length, right, precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}
