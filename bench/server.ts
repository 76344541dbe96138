/** The server under measurement, in a process of its own. Says its port to whoever started it. */
import { join } from 'node:path'
import pino from 'pino'
import { jobs, kesherServer } from '../server/app.ts'
import { startSealing } from '../server/audit/index.ts'
import { openHouse } from '../server/house.ts'
import { startWorker } from '../server/jobs/worker.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const house = openHouse({
  url,
  folder,
  address: 'http://localhost',
  limits: { pace: 0 },
  log: pino(pino.destination({ dest: join(folder, 'kesher.log'), sync: false })),
})
const app = await kesherServer(house)
await app.listen({ port: 0, host: '127.0.0.1' })
const worker = await startWorker(house, jobs, '') // without the crontab: the world stays on its day
const sealing = await startSealing(house)
process.send?.(app.addresses()[0])
process.once('disconnect', async () => {
  await app.close()
  await worker.stop()
  await sealing.stop()
  await house.close()
})
