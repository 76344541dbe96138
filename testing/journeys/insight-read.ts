/** The company that journeys visit, read by insight. */
import { expect } from 'vitest'
import type { Visitor } from './journey.ts'

/** As it stands now, for what was done just before. */
export async function readAnew({ call }: Pick<Visitor, 'call'>) {
  const { id } = await call('POST /insight/runs')
  await expect.poll(async () => (await call('GET /insight/runs')).find((run) => run.id === id)?.state, { timeout: 60_000 }).toBe('done')
}

/** At some time in this run of journeys: whoever asks first has it read for all. */
export async function readOnce({ call }: Pick<Visitor, 'call'>) {
  if (!(await call('GET /insight/runs')).some(({ state }) => state === 'done')) await readAnew({ call })
}
