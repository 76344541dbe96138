/** `kesher start`: database, jobs, web and API in one process, ended by Ctrl-C. With `--dev` the screens are rebuilt as they are saved. */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FastifyInstance } from 'fastify'
import pino, { type Logger } from 'pino'
import { crontab, jobs, kesherServer } from '../server/app.ts'
import { startSealing } from '../server/audit/index.ts'
import { carryBallast } from '../server/ballast.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { type House, openHouse } from '../server/house.ts'
import { startWorker } from '../server/jobs/worker.ts'
import { claim, dataFolder, occupantOf, refuseHalfRestored } from './folder.ts'
import { Refusal } from './refusal.ts'
import { buildWeb, rebuildOnSave } from './web-build.ts'

const firstPort = 4010
const portsTried = 50
const longestRequest = 60_000

export async function run(args: string[]) {
  const { values: wanted } = parseArgs({ args, options: { dev: { type: 'boolean' } } })
  const asked = askedToStop()
  const folder = dataFolder()
  const claimed = claim(folder)
  if (!claimed) throw new Refusal(alreadyRunning(folder))
  await using ending = new AsyncDisposableStack()
  ending.defer(async () => claimed.release())
  refuseHalfRestored(folder)
  const log = logInto(folder)
  ending.defer(async () => log.flush())
  await buildWeb()
  if (asked.already()) return
  const url = process.env.DATABASE_URL || (await ownDatabase(folder, log, ending))
  claimed.tell({ pid: process.pid, database: url, address: null })
  if (asked.already()) return
  await migrate(url)

  const house = openHouse({
    url,
    folder,
    address: '',
    log,
    longestMs: longestRequest,
    limits: { pace: paceAsked() },
    proxies: process.env.KESHER_PROXIES || undefined,
  })
  ending.defer(() => house.close())
  if (!process.env.DATABASE_URL) {
    const ballast = await carryBallast(house)
    ending.defer(() => ballast.stop())
  }
  const sealing = await startSealing(house)
  ending.defer(() => sealing.stop())
  const app = await kesherServer(house)
  ending.defer(() => app.close())
  const worker = await startWorker(house, jobs, crontab)
  ending.defer(() => worker.stop())
  const address = await listen(app, house)
  claimed.tell({ pid: process.pid, database: url, address })
  if (wanted.dev) {
    const rebuilding = rebuildOnSave()
    ending.defer(async () => rebuilding.end())
  }
  if (asked.already()) return
  console.log(`Kesher is ready: ${address}`)
  await asked.wait()
}

/** How many times the usual allowances callers get, as KESHER_PACE says; 0 for no bound. */
function paceAsked() {
  const pace = Number(process.env.KESHER_PACE || 1)
  if (!(pace >= 0)) throw new Refusal('KESHER_PACE is a number: 2 lets callers ask twice as fast, 0 as fast as they like.')
  return pace
}

function alreadyRunning(folder: string) {
  const { address } = occupantOf(folder)
  return address ? `Kesher already runs on ${folder}: ${address}` : `Another Kesher is busy with ${folder}; its address will answer in a moment.`
}

async function ownDatabase(folder: string, log: Logger, ending: AsyncDisposableStack) {
  const postgres = await startEmbedded({ folder, onCrash: (code) => log.error({ code }, 'PostgreSQL ended by itself and is started again') })
  ending.defer(() => postgres.stop())
  return postgres.url()
}

/** Listens on the port asked for, or on the first free one. */
async function listen(app: FastifyInstance, house: House) {
  const wanted = process.env.KESHER_PORT || process.env.PORT
  const host = process.env.KESHER_HOST || '127.0.0.1'
  let port = wanted ? Number(wanted) : firstPort
  for (; ; port++) {
    try {
      await app.listen({ port, host })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      if (wanted) throw new Refusal(`Port ${port} is taken. Choose another with KESHER_PORT.`)
      if (port === firstPort + portsTried) throw error
    }
  }
  house.place.address = process.env.KESHER_ADDRESS || `http://localhost:${port}`
  return house.place.address
}

/** Ctrl-C and SIGTERM end Kesher in order; asked again, it ends at once. */
function askedToStop() {
  const { promise, resolve } = Promise.withResolvers<void>()
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    })
  }
  return { already: () => asked, wait: () => promise }
}

const largestLog = 50 * 2 ** 20
const longestWait = 2 ** 20

/** The log lies beside the data (or goes to standard output with KESHER_LOG=-). A full one makes room at the next start. */
function logInto(folder: string): Logger {
  if (process.env.KESHER_LOG === '-') return pino()
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'kesher.log')
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`)
  const destination = pino.destination({ dest: file, sync: false, maxLength: longestWait })
  // A full disk is no reason to end: what waits is written when there is room, and what is too much is left out.
  destination.on('error', () => {})
  return pino(destination)
}
