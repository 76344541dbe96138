/** A Kesher whose server, database or a connection of it is killed again and again, and comes back each time. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { childrenOf } from '../processes.ts'

export type Target = 'server' | 'postgres' | 'connection'

export type KesherToKill = {
  address: string
  folder: string
  /** The database's address, for looking in afterwards. */
  url(): string
  kill(target: Target): Promise<void>
  /** Resolves once it answers. */
  answers(): Promise<void>
  end(): Promise<void>
}

export async function kesherToKill(folder = mkdtempSync(join(tmpdir(), 'kesher-kill-')), { jobs = false } = {}): Promise<KesherToKill> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  let url = ''
  let child: ChildProcess
  let gone: Promise<unknown>
  let fallen = ''
  const launch = () => {
    child = spawn(process.execPath, [join(import.meta.dirname, 'victim.ts'), folder, String(port), ...(jobs ? ['jobs'] : [])], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr!.on('data', (text: Buffer) => {
      said = (said + text).slice(-4_000)
    })
    gone = new Promise((done) => child.once('exit', done))
    child.once('exit', (code) => {
      fallen = code === null || code === 0 ? '' : said
    })
    child.stdout!.once('data', (said: Buffer) => {
      url = String(said).trim()
    })
  }
  const answers = async () => {
    while (
      !fallen &&
      !(await fetch(`${address}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      await delay(30)
    if (fallen) throw new Error(`Kesher ended by itself: ${fallen}`)
  }
  launch()
  await answers()
  return {
    address,
    folder,
    url: () => url,
    answers,
    async kill(target) {
      if (target === 'server') {
        child.kill('SIGKILL')
        await gone
        return launch()
      }
      const parent = await postmaster(folder)
      const pid = target === 'postgres' ? parent : anyOf(childrenOf(parent))
      if (pid) process.kill(pid, 'SIGKILL')
    },
    async end() {
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The living PostgreSQL of a folder. Just after a kill its last sessions may still answer while there is none. */
async function postmaster(folder: string): Promise<number> {
  for (;;) {
    try {
      const pid = Number(readFileSync(join(folder, 'cluster/postmaster.pid'), 'utf8').split('\n')[0])
      if (process.kill(pid, 0)) return pid
    } catch {
      await delay(20)
    }
  }
}

const anyOf = <Item>(items: Item[]) => items[Math.floor(Math.random() * items.length)]

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}
