/** How fast the work goes and how long it will take, told to whoever watches. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { importProgress } from '../../contract/exchange.ts'
import type { Db } from '../db/connect.ts'

type Progress = z.infer<typeof importProgress>
export type Pace = {
  done: number
  total: number
  progress(stage: Progress['stage']): Progress
  /** Tells of the first reading, by bytes. */
  reading(bytes: number): Promise<void>
  /** Tells of the work at most twice a second; answers whether somebody asked to stop. */
  tell(stage?: Progress['stage']): Promise<boolean>
}

const everyMs = 500

export function pace(db: Db, id: string, sizeBytes: number): Pace {
  let since = performance.now()
  let doneThen = 0
  let told = 0
  let stage: Progress['stage'] = 'reading'
  const at: Pace = {
    done: 0,
    total: 0,
    progress(now) {
      if (now !== stage) {
        stage = now
        since = performance.now()
        doneThen = 0
      }
      const seconds = (performance.now() - since) / 1000
      const perSecond = seconds > 0 ? (at.done - doneThen) / seconds : 0
      return {
        stage,
        done: at.done,
        total: at.total,
        perSecond: Math.round(perSecond),
        secondsLeft: perSecond > 0 ? Math.ceil((at.total - at.done) / perSecond) : null,
      }
    },
    async reading(bytes) {
      if (performance.now() - told < everyMs) return
      const seconds = (performance.now() - since) / 1000
      const left = bytes > 0 ? Math.ceil((seconds * (sizeBytes - bytes)) / bytes) : null
      await write({
        stage: 'reading',
        done: at.total,
        total: bytes > 0 ? Math.round((at.total * sizeBytes) / bytes) : 0,
        perSecond: Math.round(at.total / seconds),
        secondsLeft: left,
      })
    },
    async tell(now = 'writing') {
      if (performance.now() - told < everyMs) return false
      return write(at.progress(now))
    },
  }
  async function write(progress: Progress) {
    told = performance.now()
    const { rows } = await sql<{
      stopAsked: boolean
    }>`update imports set progress = ${JSON.stringify(progress)}::jsonb where id = ${id} returning stop_asked`.execute(db)
    return rows[0]?.stopAsked ?? true
  }
  return at
}
