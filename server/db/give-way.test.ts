import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { connect, connectOne } from './connect.ts'

/** The nineteenth of what Linux tells of a process or thread, counted from behind its name. */
const niceOf = (id: number | 'thread-self') =>
  Number(
    readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[16],
  )

const onLinux = test.skipIf(process.platform !== 'linux')

onLinux('a session of long work gives way to those that answer', async () => {
  const url = await freshDatabase()
  const { pool, close } = connect(url)
  const long = await connectOne(url)
  const pid = 'select pg_backend_pid() as pid'
  try {
    const answering = niceOf((await pool.query(pid)).rows[0].pid)
    const working = niceOf((await long.client.query(pid)).rows[0].pid)
    expect(working).toBe(Math.min(answering + 10, 19))
  } finally {
    await long.close()
    await close()
  }
})

onLinux('a thread of long work gives way, and leaves the one that answers as it was', async () => {
  const before = niceOf('thread-self')
  const told = Promise.withResolvers<number>()
  const thread = new Worker(
    `const { parentPort } = require('node:worker_threads')
    import(${JSON.stringify(new URL('./give-way.ts', import.meta.url).href)}).then(({ threadGivesWay }) => {
      threadGivesWay()
      parentPort.postMessage(require('node:fs').readFileSync('/proc/thread-self/stat', 'utf8').replace(/^.*\\) /s, '').split(' ')[16])
    })`,
    { eval: true, execArgv: [] },
  )
  thread.once('message', (nice) => told.resolve(Number(nice)))
  thread.once('error', told.reject)
  expect(await told.promise).toBe(Math.min(before + 10, 19))
  await thread.terminate()
  expect(niceOf('thread-self')).toBe(before)
})
