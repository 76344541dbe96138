/** `kesher audit verify`: recomputes the chain of the audit log and names the first entry that is not as it was sealed. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Fault, headsFile, readHeads, verifyChain } from '../server/audit/index.ts'
import { withHouse } from './database.ts'
import { Refusal } from './refusal.ts'

export async function run(args: string[]) {
  const { values, positionals } = parseArgs({ args, options: { heads: { type: 'string' } }, allowPositionals: true })
  if (positionals[0] !== 'verify') throw new Refusal('Usage: kesher audit verify [--heads FILE]')
  await withHouse(async ({ db, place }) => {
    const file = values.heads ?? headsFile(place.folder)
    if (values.heads && !existsSync(file)) throw new Refusal(`There is no ${file}`)
    const { fault, head, waiting, heads } = await verifyChain(db, await readHeads(file))
    if (fault) throw new Refusal(`The audit log was tampered with. ${told[fault.kind](fault)}`)
    console.log(`The audit log is whole: ${head.seq} entries, compared with ${heads} heads in ${file}.`)
    if (waiting > 0) console.log(`${waiting} more wait to be sealed.`)
    console.log(`Its head: ${head.seq} ${head.hash}`)
  })
}

const told: Record<Fault['kind'], (fault: Fault) => string> = {
  changed: ({ seq, entryId }) => `Entry ${seq} (${entryId}) is not what was sealed there: it was changed, moved, or put in.`,
  removed: ({ seq, entryId }) => `Entry ${seq ?? 'waiting for its seal'} (${entryId}) is gone.`,
  missing: ({ seq }) => `Seal ${seq} is gone.`,
  rewritten: ({ seq, entryId }) => `The chain was rewritten at entry ${seq} (${entryId}) or before: its head was noted otherwise.`,
  cut: ({ seq }) => `The end is cut off from entry ${seq} on: the heads reach further.`,
  unsealed: ({ entryId }) => `Entry ${entryId} was put in without Kesher: it has no seal and waits for none.`,
}
