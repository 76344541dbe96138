import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { childrenOf } from '../testing/processes.ts'
import { buildWeb } from './web-build.ts'

// Whole servers start and end here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const program = join(import.meta.dirname, 'kesher.ts')
const started: { child: ChildProcess; folder: string }[] = []

beforeAll(() => buildWeb())

afterEach(async () => {
  const begun = started.splice(0)
  for (const { child } of begun) child.kill('SIGKILL')
  await Promise.all(begun.map(({ child }) => ended(child)))
  for (const folder of new Set(begun.map(({ folder }) => folder))) {
    endPostgres(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})

const place = mkdtempSync(join(tmpdir(), 'kesher-start-'))
afterAll(() => rmSync(place, { recursive: true }))
const newFolder = (...deeper: string[]) => join(mkdtempSync(join(place, 'folder-')), ...deeper)

function start(folder: string) {
  const child = spawn(process.execPath, [program, 'start'], { env: { ...process.env, KESHER_DATA: folder, DATABASE_URL: '', PORT: '', KESHER_PORT: '' } })
  started.push({ child, folder })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  child.stderr.on('data', (text) => {
    said += text
  })
  return {
    child,
    said: () => said,
    async address() {
      await expect.poll(() => said, { timeout: 60_000 }).toMatch(/ready: http/)
      return /ready: (\S+)/.exec(said)![1]!
    },
  }
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode)
    else child.once('exit', done)
  })
const health = async (address: string) => (await fetch(`${address}/api/health`)).json()
const lockOf = (folder: string) => join(folder, 'cluster', 'postmaster.pid')
const postgresPid = (folder: string) => (existsSync(lockOf(folder)) && Number(readFileSync(lockOf(folder), 'utf8').split('\n')[0])) || undefined

function endPostgres(folder: string) {
  const pid = postgresPid(folder)
  if (pid) signal(pid, 'SIGINT')
}

/** As if PostgreSQL's process number had gone to another program since: this test. */
function giveNumberToStranger(folder: string) {
  const lock = lockOf(folder)
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(process.pid)))
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // it had ended
  }
}

test('one command starts Kesher; a second on the same folder names its address and leaves it alone; SIGTERM ends it in order, PostgreSQL too', async () => {
  const folder = newFolder()
  const first = start(folder)
  const address = await first.address()
  expect(await health(address)).toEqual({ alive: true })

  const second = start(folder)
  expect(await ended(second.child)).toBe(1)
  expect(second.said()).toContain(`Kesher already runs on ${folder}: ${address}`)
  expect(await health(address)).toEqual({ alive: true })

  first.child.kill('SIGTERM')
  expect(await ended(first.child)).toBe(0)
  expect(existsSync(lockOf(folder))).toBe(false)
})

test('a second start while the first is still coming up does not disturb it', async () => {
  const folder = newFolder()
  const both = [start(folder), start(folder)]
  await expect.poll(() => both.filter(({ child }) => child.exitCode === 1).length, { timeout: 60_000 }).toBe(1)
  const winner = both.find(({ child }) => child.exitCode === null)!
  expect(await health(await winner.address())).toEqual({ alive: true })
})

test('after kill -9 of PostgreSQL, of Kesher, and of both it works again', async () => {
  const folder = newFolder()
  const first = start(folder)
  const address = await first.address()
  const before = postgresPid(folder)!
  signal(before, 'SIGKILL')
  await expect.poll(() => postgresPid(folder) ?? before, { timeout: 60_000 }).not.toBe(before)
  await expect.poll(() => health(address), { timeout: 60_000 }).toEqual({ alive: true })

  first.child.kill('SIGKILL')
  await ended(first.child)
  const second = start(folder)
  expect(await health(await second.address())).toEqual({ alive: true })

  signal(postgresPid(folder)!, 'SIGKILL')
  second.child.kill('SIGKILL')
  await ended(second.child)
  giveNumberToStranger(folder)
  expect(await health(await start(folder).address())).toEqual({ alive: true })
})

test.runIf(process.platform === 'linux')('a process of the killed PostgreSQL that never ends by itself does not keep the next one away', async () => {
  const folder = newFolder()
  const kesher = start(folder)
  const address = await kesher.address()
  const killed = postgresPid(folder)!
  for (const pid of childrenOf(killed)) signal(pid, 'SIGSTOP')
  signal(killed, 'SIGKILL')
  await expect.poll(() => postgresPid(folder) ?? killed, { timeout: 60_000 }).not.toBe(killed)
  await expect.poll(() => health(address), { timeout: 60_000 }).toEqual({ alive: true })
})

test('a folder with a name longer than a socket path may be is no obstacle', async () => {
  const kesher = start(newFolder('a'.repeat(60), 'תיקייה עמוקה מאוד', 'b'.repeat(60)))
  expect(await health(await kesher.address())).toEqual({ alive: true })
})
