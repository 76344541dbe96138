/** A Kesher of its own for backups: a real PostgreSQL that archives its log, in a folder with files beside it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { connectOne } from '../db/connect.ts'
import { type Embedded, startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { digestsOf } from './digests.ts'
import { keyFor } from './key.ts'
import { makeSet, type Work } from './making.ts'
import { type Place, placeIn } from './place.ts'
import { type Restore, restoreInto, stage } from './restoring.ts'

export type Shop = {
  folder: string
  postgres: Embedded
  client: pg.Client
  work: Work
  /** A row somebody wrote, with the moment after it was acknowledged. */
  write(name: string): Promise<Date>
  backUp(): ReturnType<typeof makeSet>
  /** A new folder, not made yet. */
  elsewhere(name: string): string
  /** Restores into a new folder and reads from it. */
  restored<Result>(restore: Partial<Restore>, read: (client: pg.Client, folder: string) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export async function openShop(): Promise<Shop> {
  const root = mkdtempSync(join(tmpdir(), 'kesher-backup-'))
  const folder = join(root, 'data')
  const postgres = await startEmbedded({ folder, disposable: true })
  await migrate(postgres.url())
  const { db, client, close } = await connectOne(postgres.url())
  const { key } = keyFor(folder)
  const place = placeIn(join(root, 'place'))
  mkdirSync(place.folder)
  putFile(folder, 'attachments/ab/abcdef', 'what the customer sent')
  const work: Work = { db, client, url: postgres.url(), folder, place, key }
  let count = 0
  return {
    folder,
    postgres,
    client,
    work,
    async write(name) {
      await client.query('insert into teams (id, name) values (gen_random_uuid(), $1)', [name])
      const { rows } = await client.query<{ at: string }>(`select clock_timestamp() + interval '1 ms' as at`)
      await client.query('select pg_sleep(0.003)')
      return new Date(rows[0]!.at)
    },
    backUp: () => makeSet(work),
    elsewhere: (name) => join(root, name),
    async restored(restore, read) {
      const into = join(root, `restored-${++count}`)
      let result: Awaited<ReturnType<typeof read>> | undefined
      await stage(into, { place, key, target: 'newest', afterRestore: {}, throwaway: true, ...restore }, async (url) => {
        const reader = await connectOne(url)
        result = await read(reader.client, into).finally(() => reader.close())
      })
      rmSync(into, { recursive: true, force: true })
      return result as Awaited<ReturnType<typeof read>>
    },
    async close() {
      await close()
      await postgres.stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

export function putFile(folder: string, path: string, text: string) {
  const at = join(folder, path)
  mkdirSync(join(at, '..'), { recursive: true })
  writeFileSync(at, text)
}

export const teamsIn = async (client: pg.Client) => (await client.query<{ name: string }>('select name from teams order by name')).rows.map(({ name }) => name)
export { digestsOf, restoreInto }

/** The same work, whose `n`-th step fails as on a full disk or a lost connection: each statement and each touch of the place is a step. */
export function failingAt(n: number, work: Work): { work: Work; touched: () => boolean } {
  let steps = 0
  const step = () => {
    if (++steps === n) throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })
  }
  const place: Place = {
    ...work.place,
    async put(name, write) {
      step()
      const kept = await work.place.put(name, (sink) =>
        write((bytes) =>
          sink(
            (async function* () {
              for await (const piece of bytes) {
                yield piece
                step()
              }
            })(),
          ),
        ),
      )
      step()
      return kept
    },
    async rename(from, to) {
      step()
      await work.place.rename(from, to)
    },
    async remove(name) {
      step()
      await work.place.remove(name)
    },
    async list(name) {
      step()
      return work.place.list(name)
    },
  }
  const client = new Proxy(work.client, {
    get: (target, name) =>
      name === 'query'
        ? async (...asked: [string]) => {
            step()
            return target.query(...asked)
          }
        : Reflect.get(target, name, target),
  })
  return { work: { ...work, place, client }, touched: () => steps >= n }
}
