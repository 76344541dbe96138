/** Somebody asks to be erased: the name is typed once more, a hold forbids it, and what is done is entered in the ledger. */
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import type { Erasure, rights } from '../../contract/rights.ts'
import type { Context } from '../context.ts'
import { refuseUnderWay } from '../customers/index.ts'
import { found, invalid } from '../http/problem.ts'
import { eraseContact } from './contact-erasing.ts'
import { eraseFile } from './erasing.ts'
import { markerIn } from './marks.ts'
import { erasureDone, holdFile, pageOfErasures, refuseHeld } from './queries.ts'

type Typed = { id?: string | undefined; name: string }

export async function eraseCustomer(ctx: Context, fileId: string, { id = randomUUIDv7(), name }: Typed): Promise<Erasure> {
  const before = await erasureDone(ctx, id, fileId)
  if (before) return before
  const file = await holdFile(ctx, fileId)
  mustBeNamed(file.name, name)
  await refuseHeld(ctx.tx, fileId)
  await refuseUnderWay(ctx.tx, [fileId])
  const rows = await eraseFile({ ...ctx, mark: await markerIn(ctx.place.folder) }, { id, fileId, erasedBy: ctx.actor.id, now: ctx.now })
  ctx.audit('file.erased', { customerId: fileId, subjectId: id, facts: { rows } })
  return found(await erasureDone(ctx, id, fileId))
}

export async function eraseOneContact(ctx: Context, fileId: string, contactId: string, { id = randomUUIDv7(), name }: Typed): Promise<Erasure> {
  const before = await erasureDone(ctx, id, fileId)
  if (before) return before
  await holdFile(ctx, fileId)
  const person = found(await ctx.tx.selectFrom('contacts').where('customerId', '=', fileId).where('id', '=', contactId).select('name').executeTakeFirst())
  mustBeNamed(person.name, name)
  await refuseHeld(ctx.tx, fileId)
  await refuseUnderWay(ctx.tx, [fileId])
  const rows = await eraseContact({ ...ctx, mark: await markerIn(ctx.place.folder) }, { id, fileId, contactId, erasedBy: ctx.actor.id, now: ctx.now })
  ctx.record('contact.erased', fileId, { contactId })
  ctx.audit('contact.erased', { customerId: fileId, subjectId: contactId, facts: { rows, erasure: id } })
  return found(await erasureDone(ctx, id, fileId))
}

function mustBeNamed(name: string, typed: string) {
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (plain(name) !== plain(typed)) throw invalid('name', 'not-the-name')
}

/** The ledger; `about` is compared by its keyed digest, since nothing else of it was kept. */
export async function listErasures(ctx: Context, { after, limit, about }: z.output<(typeof rights)['GET /erasures']['query']>) {
  const marks = about ? (await markerIn(ctx.place.folder))(about) : undefined
  return pageOfErasures(ctx.tx, { after, limit }, marks)
}
