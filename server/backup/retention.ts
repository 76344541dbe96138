/** Which sets stay. What only forgotten sets needed goes with them: log, sweeps, files. */
import { forgetObjects } from './files.ts'
import type { BackupKey } from './key.ts'
import { forgetLogBefore } from './log.ts'
import { folderOf, readCatalogue, readSet, setNames, sweepsAfter } from './manifest.ts'
import type { Place } from './place.ts'

/** Keeps the newest `kept` sets. A set is gone before anything it needs. Sets of an earlier key stay, with all they may need. */
export async function forgetSets(place: Place, key: BackupKey, kept: number): Promise<string[]> {
  const names = await setNames(place)
  const forgotten = names.slice(0, Math.max(0, names.length - kept))
  for (const name of forgotten) {
    await place.rename(folderOf(name), `${folderOf(name)}.partial`)
    await place.remove(`${folderOf(name)}.partial`)
  }
  const staying = names.slice(forgotten.length)
  const sets = await Promise.all(staying.map((name) => readSet(place, key, name).catch(() => null)))
  if (forgotten.length === 0 || sets.some((set) => set === null)) return forgotten
  const [oldest] = sets
  for (const name of await place.list('sweeps')) if (name < oldest!.name) await place.remove(`sweeps/${name}`)
  if (oldest!.cluster) await forgetLogBefore(place, oldest!.cluster.first)
  const catalogues = await Promise.all(sets.map((set) => readCatalogue(place, key, set!)))
  const sweeps = await sweepsAfter(place, key, oldest!.name)
  await forgetObjects(place, [...catalogues, ...sweeps.map(({ files }) => files)])
  return forgotten
}
