/** The sets of a place, and what each says about itself. A set is a folder that was given its name when it was complete. */
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Fault } from './fault.ts'
import type { KeptFile } from './files.ts'
import type { BackupKey } from './key.ts'
import type { Kept, Place } from './place.ts'
import { openSealed, putSealed } from './sealed.ts'

const kept = z.object({ name: z.string(), size: z.number(), sha256: z.string() })
const manifest = z.object({
  format: z.literal(1),
  /** Whose set it is, and the key that opens it. */
  database: z.string(),
  key: z.string(),
  kesher: z.string(),
  migrations: z.array(z.string()),
  startedAt: z.string(),
  /** The earliest moment this set can be taken back to. */
  finishedAt: z.string(),
  /** Absent where the database is somebody else's to back up and the set holds files only. */
  cluster: z
    .object({
      postgres: z.string(),
      label: z.string(),
      /** Where tablespaces lay; a restore lays them into the data folder. */
      tablespaceMap: z.string(),
      first: z.string(),
      through: z.string(),
      files: z.number(),
      bytes: z.number(),
      mark: z.object({ name: z.string(), tables: z.record(z.string(), z.object({ rows: z.number(), sum: z.string() })) }),
    })
    .optional(),
  parts: z.array(kept),
  catalogue: kept,
})
export type Manifest = z.infer<typeof manifest>
export type BackupSet = Manifest & { name: string }

/** What a sweep between two sets kept. `at` can be gone back to; the log up to `through` is needed for it. */
export type Sweep = { name: string; at: string; through: string | null; files: KeptFile[] }

const unfinished = '.partial'
/** A moment as the name of a folder, which in order of name is in order of time. */
export const nameOf = (moment: Date) => moment.toISOString().replaceAll(':', '-')
export const folderOf = (set: string) => `sets/${set}`
export const unfinishedOf = (set: string) => `sets/${set}${unfinished}`

/** Names of complete sets, oldest first. */
export const setNames = async (place: Place) => (await place.list('sets')).filter((name) => !name.endsWith(unfinished))
/** Removes what a backup that was killed left behind. Only its name says that it is nothing. */
export async function clearUnfinished(place: Place) {
  for (const name of await place.list('sets')) if (name.endsWith(unfinished)) await place.remove(`sets/${name}`)
}

/** Writes the manifest last of all, and gives the set its name. */
export async function completeSet(place: Place, key: BackupKey, name: string, said: Manifest) {
  const text = `${JSON.stringify(said, null, 2)}\n`
  const write = (file: string, content: string) => place.put(`${unfinishedOf(name)}/${file}`, (sink) => sink([Buffer.from(content)]))
  await write('manifest.json', text)
  await write('manifest.seal', `${key.seal(`manifest ${name}`, text)}\n`)
  await place.rename(unfinishedOf(name), folderOf(name))
}

/** The manifest of a set, believed only under the seal of this key. */
export async function readSet(place: Place, key: BackupKey, name: string): Promise<BackupSet> {
  const file = `${folderOf(name)}/manifest.json`
  const damaged = () => new Fault('damaged', { file })
  const text = await place.read(file).catch(() => Promise.reject(damaged()))
  const seal = await place.read(`${folderOf(name)}/manifest.seal`).catch(() => Promise.reject(damaged()))
  const wanted = Buffer.from(`${key.seal(`manifest ${name}`, text)}\n`)
  const parsed = manifest.safeParse(parse(text.toString()))
  if (parsed.success && parsed.data.key !== key.id) throw new Fault('wrong-key', { file, key: parsed.data.key, given: key.id })
  if (!parsed.success || seal.length !== wanted.length || !timingSafeEqual(seal, wanted)) throw damaged()
  return { ...parsed.data, name }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The files of the data folder that belong to a set not yet complete. */
export const putCatalogue = (place: Place, key: BackupKey, set: string, files: KeptFile[]): Promise<Kept> =>
  putSealed(place, key, `${folderOf(set)}/files.sealed`, lines(files), `${unfinishedOf(set)}/files.sealed`)
export const readCatalogue = (place: Place, key: BackupKey, { catalogue }: BackupSet): Promise<KeptFile[]> =>
  readLines<KeptFile>(place, key, catalogue.name, catalogue.sha256)

export async function putSweep(place: Place, key: BackupKey, { name, files, ...head }: Sweep) {
  await putSealed(place, key, `sweeps/${name}`, lines([head, ...files]))
}

/** The sweeps after a set, oldest first. */
export async function sweepsAfter(place: Place, key: BackupKey, set: string): Promise<Sweep[]> {
  const names = (await place.list('sweeps')).filter((name) => name > set)
  return Promise.all(
    names.map(async (name) => {
      const [head, ...files] = await readLines<unknown>(place, key, `sweeps/${name}`)
      return { name, ...(head as Pick<Sweep, 'at' | 'through'>), files: files as KeptFile[] }
    }),
  )
}

async function* lines(values: object[]): AsyncGenerator<Buffer> {
  for (let from = 0; from < values.length; from += 1000)
    yield Buffer.from(
      values
        .slice(from, from + 1000)
        .map((value) => `${JSON.stringify(value)}\n`)
        .join(''),
    )
}

const readLines = <Line>(place: Place, key: BackupKey, name: string, sha256?: string): Promise<Line[]> =>
  openSealed(
    place,
    key,
    name,
    async (bytes) => {
      const chunks: Uint8Array[] = []
      for await (const piece of bytes) chunks.push(piece)
      return Buffer.concat(chunks)
        .toString()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line)
    },
    sha256,
  )
