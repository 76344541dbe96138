import { randomUUIDv7 } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found } from '../http/problem.ts'
import { teamsWithMembers } from './queries.ts'

export const listTeams = (tx: Db) => teamsWithMembers(tx).execute()

const team = async (tx: Db, id: string) => found(await teamsWithMembers(tx).where('teams.id', '=', id).executeTakeFirst())

export async function addTeam({ tx, now }: Context, name: string) {
  const id = randomUUIDv7()
  await tx.insertInto('teams').values({ id, name, createdAt: now }).execute()
  return team(tx, id)
}

export async function renameTeam({ tx }: Context, id: string, name: string) {
  await tx.updateTable('teams').set({ name }).where('id', '=', id).execute()
  return team(tx, id)
}

/** Refused by the database while a customer belongs to it. */
export async function removeTeam({ tx }: Context, id: string) {
  await team(tx, id)
  await tx.deleteFrom('teams').where('id', '=', id).execute()
  return { done: true as const }
}
