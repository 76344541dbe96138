/** The thread in which a set is made or a drill gone through. It stands beside `app.ts` because a drill does what every domain wants done after a restore. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { afterRestore } from './app.ts'
import { Fault, goThrough, type ThreadData } from './backup/index.ts'
import { threadGivesWay } from './db/give-way.ts'
import { openHouse } from './house.ts'

async function work({ id, url, place, ahead }: ThreadData) {
  threadGivesWay()
  const house = openHouse({ url, folder: place.folder, address: place.address, now: () => new Date(Date.now() + ahead), connections: 2 })
  try {
    await goThrough(house, id, afterRestore)
  } catch (error) {
    parentPort?.postMessage({ fault: error instanceof Fault ? error.message : (error as Error).stack, expected: error instanceof Fault })
  } finally {
    await house.close()
  }
}

if (!isMainThread) await work(workerData as ThreadData)
