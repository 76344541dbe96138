/** The first visit: a company without people gets its name, its first team and its administrator. */
import { randomUUIDv7 } from 'node:crypto'
import type { Visitor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { Problem } from '../http/problem.ts'
import { newPasswordHash } from './passwords.ts'
import { setTeams } from './queries.ts'
import { startSession } from './sessions.ts'

type FirstVisit = { company: string; name: string; email: string; password: string; language: 'he' | 'en' }

export async function isSetUp(tx: Db) {
  const { setUpAt } = await tx.selectFrom('company').select('setUpAt').executeTakeFirstOrThrow()
  return setUpAt !== null
}

export async function setUp(ctx: Visitor, visit: FirstVisit) {
  const company = await ctx.tx.selectFrom('company').select('setUpAt').forUpdate().executeTakeFirstOrThrow()
  if (company.setUpAt) throw new Problem('already-set-up')
  const teamId = randomUUIDv7()
  const userId = randomUUIDv7()
  const name = visit.language === 'he' ? 'שירות לקוחות' : 'Customer service'
  await ctx.tx.insertInto('teams').values({ id: teamId, name }).execute()
  await ctx.tx
    .insertInto('users')
    .values({
      id: userId,
      email: visit.email,
      name: visit.name,
      role: 'administrator',
      language: visit.language,
      passwordHash: await newPasswordHash(visit.password, visit),
      createdAt: ctx.now,
    })
    .execute()
  await setTeams(ctx.tx, userId, [teamId])
  await ctx.tx.updateTable('company').set({ name: visit.company, language: visit.language, defaultTeamId: teamId, setUpAt: ctx.now }).execute()
  return startSession(ctx, userId, 'password')
}
