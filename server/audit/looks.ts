/** Who looked at a file, told to those who answer for it, and to the person the file is about. */
import type { Download } from '../../contract/endpoint.ts'
import { audit as words } from '../../words/audit.ts'
import { people as peopleWords } from '../../words/people.ts'
import { spoken } from '../../words/phrases.ts'
import type { Context } from '../context.ts'
import { fileOf, mergedInto } from '../customers/index.ts'
import { type Cell, csvFile } from '../http/csv.ts'
import { found } from '../http/problem.ts'
import { findUser } from '../people/index.ts'
import { everyLookAt, looksAt, looksOf } from './queries.ts'

type Page = { after?: string | undefined; limit: number }

export async function looksAtFile(ctx: Context, customerId: string, page: Page) {
  const { id } = await fileOf(ctx, customerId)
  return looksAt(ctx.tx, await allOf(ctx, id), page)
}

/** Who looked at a file that was merged into this one looked at what is in this one. */
const allOf = async ({ tx }: Context, id: string) => [id, ...(await mergedInto(tx, id))]

export async function looksOfPerson({ tx }: Context, userId: string, page: Page) {
  const { id } = found(await findUser(tx, userId))
  return looksOf(tx, id, page)
}

export async function notePrint(ctx: Context, customerId: string) {
  const { id } = await fileOf(ctx, customerId)
  ctx.audit('file.printed', { customerId: id })
  return { done: true as const }
}

export async function reportOfLooks(ctx: Context, customerId: string): Promise<Download> {
  const { id, name } = await fileOf(ctx, customerId)
  ctx.audit('looks.reported', { customerId: id })
  const say = spoken(words, ctx.actor.language)
  return {
    name: `${name} - ${say.report}.csv`,
    contentType: 'text/csv; charset=utf-8',
    stream: csvFile([say.when, say.who, say.role, say.what, say.how], lines(ctx, await allOf(ctx, id))),
  }
}

async function* lines({ tx, actor }: Context, fileIds: string[]): AsyncGenerator<Cell[]> {
  const say = spoken(words, actor.language)
  const { roles } = spoken(peopleWords, actor.language)
  for await (const { at, name, role, action, from } of everyLookAt(tx, fileIds))
    yield [at, name ?? say.nobody, role && roles[role], say.lookActions[action], from && say.from[from]]
}
