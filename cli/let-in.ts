/** `kesher let-in EMAIL`: a way back for somebody nobody else can help, such as the only administrator. For whoever has the machine. */
import { actorFor, findUserByEmail, newLink, resetFactors } from '../server/people/index.ts'
import { acting } from './acting.ts'
import { withHouse } from './database.ts'
import { Refusal } from './refusal.ts'

export async function run([email = '', ...rest]: string[]) {
  if (!email.includes('@') || rest.length > 0) throw new Refusal('Usage: kesher let-in EMAIL')
  await withHouse(async (house) => {
    const user = await findUserByEmail(house.db, email.trim().toLowerCase())
    const actor = user && (await actorFor(house.db, user.id))
    if (!actor) throw new Refusal(`Nobody active here has the address ${email}.`)
    const { link, expiresAt } = await acting(house, actor, async (ctx) => {
      await resetFactors(ctx, actor.id)
      return newLink(ctx, actor.id)
    })
    console.log(`The second factors of ${actor.name} are gone, and all sessions ended.`)
    console.log(`Until ${expiresAt} a new password can be chosen once at ${link.startsWith('/') ? (process.env.KESHER_ADDRESS ?? '') : ''}${link}`)
  })
}
