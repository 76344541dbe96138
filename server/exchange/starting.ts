/** Starting and stopping the long work. Each is a job that exists exactly if the state says so. */
import { isDeepStrictEqual } from 'node:util'
import type { ImportKind, ImportMapping } from '../../contract/exchange.ts'
import type { Context } from '../context.ts'
import { mayUse } from '../customers/index.ts'
import { invalid, Problem } from '../http/problem.ts'
import { refuseForgotten } from './forgetting.ts'
import { importedFile } from './importing.ts'
import { knownColumns, look, remember } from './inspection.ts'
import { holdImport, importOf } from './queries.ts'

type Choice = { kind: ImportKind; mapping: ImportMapping }
const queue = 'imports'

export async function startDryRun(ctx: Context, id: string, choice: Choice) {
  const row = await holdImport(ctx, id)
  refuseForgotten(row)
  if (!['ready', 'checked', 'failed', 'undone'].includes(row.state) || (row.batchesDone > 0 && row.state !== 'undone')) throw new Problem('wrong-state')
  await ctx.tx
    .updateTable('imports')
    .set({ ...(await chosen(ctx, choice)), state: 'checking', forecast: null, problem: null, progress: waiting, stopAsked: false })
    .where('id', '=', id)
    .execute()
  await ctx.addJob('import.check', { id }, { key: `import.check:${id}` })
  return importOf(ctx, id)
}

/** Starts the import; one that was stopped or broke goes on where it was. */
export async function startRun(ctx: Context, id: string, { kind, mapping }: Partial<Choice>) {
  const row = await holdImport(ctx, id)
  if (row.state === 'importing') return importOf(ctx, id)
  refuseForgotten(row)
  if (!['ready', 'checked', 'cancelled', 'failed', 'undone'].includes(row.state)) throw new Problem('wrong-state')
  const begun = row.batchesDone > 0 && row.state !== 'undone'
  if (begun && mapping && !isDeepStrictEqual(JSON.parse((await chosen(ctx, { kind: kind ?? row.kind, mapping })).mapping), row.mapping))
    throw new Problem('wrong-state')
  const given = mapping ?? (row.mapping as ImportMapping | null)
  if (!given) throw invalid('mapping', 'required')
  const choice = { kind: kind ?? row.kind, mapping: given }
  if (!begun) {
    const { names } = await look(importedFile(ctx.place.folder, id), {
      kind: choice.kind,
      encoding: given.encoding,
      delimiter: given.delimiter,
      header: given.header,
    })
    const { lookAlikeRows: _, ...habit } = given
    await remember(ctx.tx, choice.kind, names, habit, ctx.now)
    await ctx.tx.deleteFrom('importRefusals').where('importId', '=', id).execute()
    await ctx.tx
      .updateTable('imports')
      .set({ ...(await chosen(ctx, choice)), batchesDone: 0, factsAfter: null, result: null, undone: null })
      .where('id', '=', id)
      .execute()
  }
  await ctx.tx
    .updateTable('imports')
    .set({ state: 'importing', problem: null, progress: waiting, stopAsked: false, finishedAt: null })
    .where('id', '=', id)
    .execute()
  await ctx.addJob('import.run', { id }, { key: `import.run:${id}`, queue })
  return importOf(ctx, id)
}

export async function startUndo(ctx: Context, id: string) {
  const row = await holdImport(ctx, id)
  if (row.state === 'undoing') return importOf(ctx, id)
  if (!['imported', 'cancelled', 'failed'].includes(row.state) || row.batchesDone === 0) throw new Problem('wrong-state')
  await mustHaveJournal(ctx, id)
  await ctx.tx.updateTable('imports').set({ state: 'undoing', undone: null, problem: null, progress: waiting }).where('id', '=', id).execute()
  await ctx.addJob('import.undo', { id }, { key: `import.undo:${id}`, queue })
  return importOf(ctx, id)
}

/** A journal is kept for a time only; without it nothing can be taken back. */
async function mustHaveJournal({ tx }: Context, id: string) {
  const ofFiles = await tx.selectFrom('importChanges').where('importId', '=', id).select('importId').limit(1).executeTakeFirst()
  const ofProducts = ofFiles ?? (await tx.selectFrom('importProductChanges').where('importId', '=', id).select('importId').limit(1).executeTakeFirst())
  if (!ofProducts) throw new Problem('wrong-state')
}

/** Asks the work to stop after the batch at hand. */
export async function stop(ctx: Context, id: string) {
  const row = await holdImport(ctx, id)
  if (row.state !== 'checking' && row.state !== 'importing') throw new Problem('wrong-state')
  await ctx.tx.updateTable('imports').set({ stopAsked: true }).where('id', '=', id).execute()
  return importOf(ctx, id)
}

const waiting = JSON.stringify({ stage: 'waiting', done: 0, total: 0, perSecond: 0, secondsLeft: null })

/** The choice as it is kept: only fields this kind has, a team this person may use, and every field without which no row could be taken. */
async function chosen(ctx: Context, { kind, mapping }: Choice) {
  const { actor } = ctx
  // An import matches by every field, and its counts would tell what is hidden.
  if (actor.hidden.length > 0) throw new Problem('not-allowed')
  const columns = await knownColumns(ctx, kind, mapping.columns)
  if (mapping.teamId && !mayUse(actor, mapping.teamId)) throw invalid('mapping.teamId', 'unknown')
  for (const needs of required(kind, mapping)) if (!needs.some((field) => field in columns)) throw invalid(`mapping.columns.${needs[0]}`, 'required')
  return { kind, mapping: JSON.stringify({ ...mapping, columns }) }
}

function required(kind: ImportKind, { withoutCustomer }: ImportMapping): string[][] {
  const customer = ['customerRef', 'customerName', 'customerTaxId', 'customerEmail', 'customerPhone']
  const name = ['name', 'firstName', 'lastName']
  switch (kind) {
    case 'orders':
      return [['orderedAt'], ['amount', 'unitPrice'], ...(withoutCustomer === 'walk-in' ? [] : [customer])]
    case 'customers':
      return [[...name, 'ref', 'email', 'phone']]
    case 'contacts':
      return [name, ...(withoutCustomer === 'own-file' ? [] : [customer])]
    case 'products':
      return [['sku']]
    case 'interactions':
      return [['occurredAt'], customer, ['subject', 'body', 'asked']]
  }
}
