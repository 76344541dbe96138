/** Which set a moment is reached from, and what of the log it takes. */
import { Fault } from './fault.ts'
import type { KeptFile } from './files.ts'
import type { BackupKey } from './key.ts'
import { timelineOf } from './log.ts'
import { type BackupSet, nameOf, readCatalogue, readSet, setNames, sweepsAfter } from './manifest.ts'
import type { Place } from './place.ts'

/** A moment; the mark at the end of a set, where its tables are known; or as far as the log goes. */
export type Target = Date | 'mark' | 'newest'

export type Chosen = {
  set: BackupSet
  /** The last file of the log that is needed; null where the set has no database. */
  through: string | null
  files: KeptFile[]
  /** The moment that is gone back to. */
  moment: string
}

export async function choose(place: Place, key: BackupKey, target: Target, named?: string): Promise<Chosen> {
  const set = await setFor(place, key, target, named)
  const sweeps = target === 'mark' ? [] : (await sweepsAfter(place, key, set.name)).filter(({ through }) => onTimeline(set, through))
  const reached = target === 'newest' ? sweeps.length - 1 : sweeps.findIndex(({ at }) => at >= isoOf(target))
  const last = sweeps[reached]
  const until = sweeps.at(-1)?.at ?? set.finishedAt
  if (set.cluster && target instanceof Date && !last && isoOf(target) > set.finishedAt) throw new Fault('beyond-log', { moment: isoOf(target), until })
  const files = new Map<string, KeptFile>()
  const kept = [await readCatalogue(place, key, set), ...sweeps.map((sweep) => sweep.files)]
  for (const [index, catalogue] of kept.entries()) for (const file of catalogue) if (index <= reached + 1 || neverTakenBack(file)) files.set(file.path, file)
  return {
    set,
    through: set.cluster ? (last?.through ?? set.cluster.through) : null,
    files: [...files.values()],
    moment: target instanceof Date ? isoOf(target) : target === 'newest' ? until : set.finishedAt,
  }
}

const isoOf = (target: Target) => (target instanceof Date ? target.toISOString() : '')
const onTimeline = (set: BackupSet, through: string | null) => !set.cluster || !through || timelineOf(through) === timelineOf(set.cluster.first)

/** What was promised to a person, such as to be forgotten, holds also for a database that is taken back to before the promise. */
const neverTakenBack = ({ path }: KeptFile) => path.startsWith('ledger/')

async function setFor(place: Place, key: BackupKey, target: Target, named?: string): Promise<BackupSet> {
  const names = await setNames(place)
  if (named) {
    if (!names.includes(named)) throw new Fault('no-set', { folder: place.folder, moment: named })
    return readSet(place, key, named)
  }
  const latest = target instanceof Date ? nameOf(target) : '~'
  for (const name of names.filter((each) => each <= latest).reverse()) {
    const set = await readSet(place, key, name)
    if (!(target instanceof Date) || set.finishedAt <= isoOf(target)) return set
  }
  const first = names[0] ? (await readSet(place, key, names[0])).finishedAt : ''
  throw new Fault('no-set', { folder: place.folder, moment: first })
}
