#!/usr/bin/env node
/**
 * `kesher <command>`: each command is a file beside this one that exports `run(args)`.
 * The command line speaks English: terminals do not lay out right-to-left text.
 */
import { readdirSync } from 'node:fs'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { Refusal } from './refusal.ts'

const summaries: Record<string, string> = {
  start: 'start Kesher, and stop it with Ctrl-C',
  migrate: 'bring the database to the newest schema',
  seed: 'fill an empty company with the demo world',
  import: 'import customers, contacts, products, orders or interactions from a file',
  export: 'write customers or orders as CSV',
  analyse: 'compute insight and print it, or with --hide-last 90 how well it would have told who left',
  backup: 'back everything up, sealed, while Kesher runs',
  restore: 'bring a backup back, to any moment, into a new folder',
  drill: 'try a restore and compare what comes out',
  audit: 'verify the chain of the audit log',
  upgrade: 'bring the data to this Kesher, with a backup and a way back',
  'let-in': 'a way back for somebody who lost their password and second factor',
  doctor: 'check that everything Kesher needs is in place',
}
const commands = Object.keys(summaries).filter((name) => readdirSync(import.meta.dirname).includes(`${name}.ts`))

type Command = { run(args: string[]): Promise<void> }

const [name = '', ...args] = process.argv.slice(2)
if (!commands.includes(name)) {
  console.error(`Usage: kesher <command>\n\n${commands.map((command) => `  ${command.padEnd(9)}${summaries[command]}`).join('\n')}`)
  process.exit(name === '' || name === 'help' || name === '--help' ? 0 : 2)
}
try {
  // What Node made of our sources is kept for the next command, which begins in a third less time. Where it cannot be written, nothing is kept.
  const kept = join(import.meta.dirname, '../node_modules/.cache/kesher')
  enableCompileCache(kept)
  process.env.NODE_COMPILE_CACHE ??= kept // for the threads we begin
  const command: Command = await import(`./${name}.ts`)
  flushCompileCache() // now, since not every Kesher ends in order
  await command.run(args)
} catch (error) {
  console.error(error instanceof Refusal || isMistyped(error) ? error.message : error)
  process.exitCode = 1
}

/** An option that a command does not have, or one without its value: Node's words say which. */
function isMistyped(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
