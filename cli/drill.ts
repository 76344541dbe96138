/** `kesher drill`: restores the newest backup aside and proves that it holds what it should. */
import { afterRestore } from '../server/app.ts'
import { addRun, goThrough, runOf } from '../server/backup/index.ts'
import { withHouse } from './database.ts'
import { faultTold, secondsSince } from './fault-told.ts'

export async function run() {
  await withHouse((house) =>
    faultTold(async () => {
      const begin = performance.now()
      const { id } = await addRun(house.db, 'drill', null, house.now())
      await goThrough(house, id, afterRestore)
      const { setName, report } = (await runOf(house.db, id))!
      console.log(`The drill passed in ${secondsSince(begin)}: ${setName} was restored aside to ${report!.moment}.`)
      console.log(`All ${report!.tables} tables hold what they held then, and every attachment of the ${report!.files} files is there.`)
    }),
  )
}
