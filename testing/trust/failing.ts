/** Every deed, failed at its first call to an edge, at its second, and so on until there is no call left to fail. */
import { connect } from '../../server/db/connect.ts'
import { runImport } from '../../server/exchange/importing.ts'
import { jobs as attachmentJobs } from '../../server/interactions/index.ts'
import { workOff } from '../../server/merging/work.ts'
import { newProduct } from '../../server/orders/testing.ts'
import { finishErasure } from '../../server/rights/finishing.ts'
import { freshDatabase } from '../database.ts'
import { openKesher } from '../kesher.ts'
import { type Deed, deeds, type Try, type Work } from './deeds.ts'
import { databaseEdges, type Edge, fileEdge } from './faults.ts'
import { wireTo } from './wire.ts'

export type Outcome = { failed: number; halfStates: string[]; notRepeated: string[]; unexpected: string[] }

const work: Work = {
  runImport,
  finishErasure: (house, id) => finishErasure(house, { id }),
  merge: async (house, id) => {
    const { customerId } = await house.db.selectFrom('merges').where('id', '=', id).select('customerId').executeTakeFirstOrThrow()
    await workOff(house, { customerId, id })
  },
  clearAttachment: (house, digest) => attachmentJobs['attachments.clear'](house, { digest }),
}

/** `every` n-th call only, for those who have little time. */
export async function failingEverywhere({ every = 1 } = {}): Promise<Record<string, Outcome>> {
  const url = await freshDatabase()
  const wire = await wireTo(url)
  const kesher = await openKesher({ url: wire.url })
  const still = connect(url)
  const files = await fileEdge()
  try {
    const boss = await kesher.administrator()
    const { id } = await newProduct(boss)
    const outcomes: Record<string, Outcome> = {}
    for (const deed of deeds(boss, kesher.house, still.db, id, work))
      outcomes[deed.name] = await failing(deed, [...databaseEdges(wire), files], every === 1 ? 1 : every * (deed.long ?? 1))
    return outcomes
  } finally {
    files.putBack()
    await still.close()
    await kesher.close()
    await wire.close()
  }
}

async function failing(deed: Deed, edges: Edge[], every: number): Promise<Outcome> {
  const { stages, whole } = await undisturbed(await deed.begin())
  const outcome: Outcome = { failed: 0, halfStates: [], notRepeated: [], unexpected: [] }
  for (const edge of edges) {
    for (let n = 1; ; n += every) {
      const place = `${edge.name}, call ${n}`
      const tried = await deed.begin()
      edge.failAt(n)
      const first = await inOrder(tried)
      const reached = edge.mend()
      if (first && ![503, 507].includes(first.status)) outcome.unexpected.push(`${place}: ${first.status} ${first.text}`)
      if (!stages.includes(await tried.stage())) outcome.halfStates.push(place)
      const second = await inOrder(tried)
      if (second || (await tried.digest()) !== whole) outcome.notRepeated.push(`${place}: ${second?.text ?? 'something else'}`)
      if (!reached) break
      outcome.failed++
    }
  }
  return outcome
}

/** Takes the steps until one of them is refused, and answers with the refusal. */
async function inOrder({ steps }: Try) {
  for (const step of steps) {
    const answer = await step()
    if (answer.status !== 200) return answer
  }
}

async function undisturbed(tried: Try) {
  const stages = [await tried.stage()]
  for (const step of tried.steps) {
    await step()
    stages.push(await tried.stage())
  }
  return { stages, whole: await tried.digest() }
}
