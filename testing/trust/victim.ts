/** A Kesher in a process of its own, to be killed: `node victim.ts FOLDER PORT`, with `jobs` to work through them too. Says its database's address when it listens. */
import { crontab, jobs, kesherServer } from '../../server/app.ts'
import { startEmbedded } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import { openHouse } from '../../server/house.ts'
import { startWorker } from '../../server/jobs/worker.ts'

const [folder, port, working] = process.argv.slice(2) as [string, string, 'jobs'?]
const postgres = await startEmbedded({ folder })
await migrate(postgres.url())
const house = openHouse({ url: postgres.url(), folder, address: `http://127.0.0.1:${port}` })
const app = await kesherServer(house)
const worker = working && (await startWorker(house, jobs, crontab))
await app.listen({ port: Number(port), host: '127.0.0.1' })
console.log(postgres.url())
process.once('SIGTERM', async () => {
  await app.close()
  await worker?.stop()
  await postgres.stop()
  process.exit()
})
