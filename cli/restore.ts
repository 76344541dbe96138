/** `kesher restore FOLDER --to TIME`: brings a backup back into a new data folder. */
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { afterRestore } from '../server/app.ts'
import { keyFile, placeIn, type RestoreStage, readKey, restoreInto, type Target } from '../server/backup/index.ts'
import { faultTold, secondsSince } from './fault-told.ts'
import { claim, dataFolder } from './folder.ts'
import { Refusal } from './refusal.ts'

const usage = `Usage: kesher restore FOLDER --to TIME [--into DATA] [--key FILE] [--set NAME]

  FOLDER  where the backups are
  --to    a moment such as "2026-11-22 14:30" (this machine's time) or 2026-11-22T14:30:00+02:00, or newest
  --into  a new data folder; ${dataFolder()} if not said
  --key   the key file; else KESHER_BACKUP_KEY, or backup.key in the data folder
  --set   a set by its name, instead of the newest before the moment`

const stages: Partial<Record<RestoreStage, string>> = {
  reading: 'Reading and checking the backup …',
  replaying: 'Replaying the log …',
  migrating: 'Bringing it to the newest schema …',
  after: 'Doing what must be done after a restore …',
}

export async function run(args: string[]) {
  const options = { to: { type: 'string' }, into: { type: 'string' }, key: { type: 'string' }, set: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [from] = positionals
  if (!from || !values.to) throw new Refusal(usage)
  const target = targetOf(values.to)
  const into = resolve(values.into ?? dataFolder())
  const begin = performance.now()
  mkdirSync(into, { recursive: true })
  const claimed = claim(into)
  if (!claimed) throw new Refusal(`A Kesher runs on ${into}. A restore never touches a living folder: choose another with --into.`)
  try {
    await faultTold(async () => {
      const key = readKey(values.key ? resolve(values.key) : keyFile(into))
      const restored = await restoreInto(into, {
        place: placeIn(resolve(from)),
        key,
        target,
        set: values.set,
        afterRestore,
        told: (stage) => stages[stage] && console.log(stages[stage]),
      })
      if (!existsSync(keyFile(into))) cpSync(key.file, keyFile(into))
      console.log(`Restored to ${restored.moment} from ${restored.set}, with ${restored.files} files, in ${secondsSince(begin)}: ${into}`)
      console.log(`Everybody signs in anew. Start it with KESHER_DATA=${into} kesher start`)
    })
  } finally {
    claimed.release()
  }
}

function targetOf(text: string): Target {
  if (text === 'newest') return 'newest'
  const moment = momentOf(text.trim().replace(' ', 'T'))
  if (!moment) throw new Refusal(`${text} is not a moment.\n\n${usage}`)
  if (moment.getTime() > Date.now()) throw new Refusal(`${moment.toISOString()} has not come yet.`)
  return moment
}

/** With an offset the moment it says, without one the time of this machine. */
function momentOf(text: string): Date | null {
  try {
    if (/(Z|[+-]\d\d:?\d\d)$/.test(text)) return new Date(Temporal.Instant.from(text).epochMilliseconds)
    return new Date(Temporal.PlainDateTime.from(text).toZonedDateTime(Temporal.Now.timeZoneId()).epochMilliseconds)
  } catch {
    return null
  }
}
