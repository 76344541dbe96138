/** A Kesher in a process of its own, to be killed: `node victim.ts FOLDER PORT`. Says its database's address when it listens. */
import { kesherServer } from '../../server/app.ts'
import { startEmbedded } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import { openHouse } from '../../server/house.ts'

const [folder, port] = process.argv.slice(2) as [string, string]
const postgres = await startEmbedded({ folder })
await migrate(postgres.url())
const app = await kesherServer(openHouse({ url: postgres.url(), folder, address: `http://127.0.0.1:${port}` }))
await app.listen({ port: Number(port), host: '127.0.0.1' })
console.log(postgres.url())
process.once('SIGTERM', async () => {
  await app.close()
  await postgres.stop()
  process.exit()
})
