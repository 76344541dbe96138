/** Faults at the edge of Kesher: the n-th call to the database or to the file system fails. Nothing of Kesher itself is replaced. */
import type { FileHandle } from 'node:fs/promises'
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import type { Wire } from './wire.ts'

/** Something that can be told to fail at its n-th call from now on, and then whether that call was ever made. */
export type Edge = { name: string; failAt(n: number): void; mend(): boolean }

/** The connection breaks before the call arrives, or after it was carried out and before anybody is told. */
export const databaseEdges = (wire: Wire): Edge[] =>
  (['before', 'after'] as const).map((cut) => ({ name: `database, ${cut} the call`, failAt: (n) => wire.cutAt(n, cut), mend: () => wire.mend() }))

const calls = ['mkdir', 'open', 'rename', 'readdir', 'stat', 'rm'] as const
const handleCalls = ['writeFile', 'write', 'sync', 'read', 'readFile', 'stat'] as const

/** The file system of this thread says that the disk is full. `putBack` leaves it as it was. */
export async function fileEdge(): Promise<Edge & { putBack(): void }> {
  const plan = { at: 0, calls: 0 }
  const step = () => {
    if (++plan.calls === plan.at) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  }
  const any = await files.open(import.meta.filename)
  const handle = Object.getPrototypeOf(any) as FileHandle
  await any.close()
  const undo = [...failing(files, calls, step), ...failing(handle, handleCalls, step)]
  syncBuiltinESMExports()
  return {
    name: 'file system',
    failAt(n) {
      Object.assign(plan, { at: n, calls: 0 })
    },
    mend() {
      const reached = plan.at > 0 && plan.calls >= plan.at
      plan.at = 0
      return reached
    },
    putBack() {
      for (const one of undo) one()
      syncBuiltinESMExports()
    },
  }
}

/** Puts a step before each of these functions; what it returns puts them back. */
function failing<Names extends string>(holder: { [Name in Names]: unknown }, names: readonly Names[], step: () => void): (() => void)[] {
  const functions = holder as Record<Names, (...args: unknown[]) => Promise<unknown>>
  return names.map((name) => {
    const real = functions[name]
    functions[name] = async function (this: unknown, ...args: unknown[]) {
      step()
      return real.apply(this, args)
    }
    return () => {
      functions[name] = real
    }
  })
}
