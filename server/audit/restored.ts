/** After the database was brought back to an earlier moment: said in the log itself, and the heads of what came after it set aside. */
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import type { House } from '../house.ts'
import { headsFile } from './heads.ts'
import { auditor } from './record.ts'
import { headOf } from './sealing.ts'

type Restored = { set: string; moment: string }

export async function noteRestored({ db, place, now }: House, { set, moment }: Restored): Promise<void> {
  await setLaterHeadsAside(headsFile(place.folder), (await headOf(db)).seq, now())
  const { audit, store } = auditor(() => null, now(), db)
  audit('database.restored', { facts: { set, moment } })
  await db.transaction().execute(store)
}

/** They are kept beside the others: whoever asks can still see how far the log went. */
async function setLaterHeadsAside(path: string, last: number, now: Date) {
  if (!existsSync(path)) return
  const lines = (await readFile(path, 'utf8')).split('\n')
  const earlier = lines.filter((line) => Number.parseInt(line, 10) <= last)
  if (earlier.length === lines.filter((line) => line !== '').length) return
  await rename(path, `${path}-until-${now.toISOString().replaceAll(':', '-')}`)
  await writeFile(path, earlier.map((line) => `\n${line}`).join(''), { mode: 0o600, flush: true })
}
