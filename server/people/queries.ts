import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { User } from '../../contract/people.ts'
import type { Passkey } from '../../contract/sign-in.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { actors } from '../http/actor.ts'

const users = (tx: Db) =>
  tx
    .selectFrom('users')
    .select((eb) => [
      'users.id',
      'users.email',
      'users.name',
      'users.role',
      'users.formOfAddress',
      'users.language',
      'users.theme',
      'users.deactivatedAt',
      sql<boolean>`users.password_hash is not null or exists (select from provider_accounts where user_id = users.id)`.as('joined'),
      sql<boolean>`exists (select from totp_factors where user_id = users.id) or exists (select from passkeys where user_id = users.id)`.as('hasFactor'),
      jsonArrayFrom(
        eb
          .selectFrom('teamMembers')
          .innerJoin('teams', 'teams.id', 'teamMembers.teamId')
          .whereRef('teamMembers.userId', '=', 'users.id')
          .select(['teams.id', 'teams.name'])
          .orderBy('teams.name'),
      ).as('teams'),
    ])

/** As they are, for work that tells nobody. */
export const everybody = (tx: Db) => users(tx).orderBy('users.name').execute()

/** Who could be attacked, and how, is not told to everybody. */
export async function listUsers(tx: Db, { id: own, role }: Actor): Promise<User[]> {
  const all = await everybody(tx)
  if (role === 'administrator') return all
  return all.map((user) => (user.id === own ? user : { ...user, hasFactor: null, email: role === 'consultant' ? null : user.email }))
}
export const findUser = (tx: Db, id: string): Promise<User | undefined> => users(tx).where('users.id', '=', id).executeTakeFirst()

const passkeys = (tx: Db) => tx.selectFrom('passkeys').select(['id', 'name', 'synced', 'createdAt', 'lastUsedAt'])
export const passkeysOf = (tx: Db, userId: string): Promise<Passkey[]> => passkeys(tx).where('userId', '=', userId).orderBy('createdAt').execute()

export const findUserByEmail = (tx: Db, email: string) =>
  tx.selectFrom('users').where('email', '=', email).where('deactivatedAt', 'is', null).select(['id', 'passwordHash']).executeTakeFirst()

/** Names for ids, for those who exist. */
export const peopleByIds = (tx: Db, ids: string[]) => tx.selectFrom('users').where('id', 'in', ids).select(['id', 'name']).execute()

/** The person as an actor, for work done in their name outside a request; undefined once they are gone. */
export const actorFor = (tx: Db, id: string, now = new Date()): Promise<Actor | undefined> => actors(tx, now).where('users.id', '=', id).executeTakeFirst()

/** Makes `teamIds` the teams of a person. */
export async function setTeams(tx: Db, userId: string, teamIds: string[]) {
  await tx.deleteFrom('teamMembers').where('userId', '=', userId).execute()
  if (teamIds.length > 0)
    await tx
      .insertInto('teamMembers')
      .values([...new Set(teamIds)].map((teamId) => ({ teamId, userId })))
      .execute()
}

export const teamsWithMembers = (tx: Db) =>
  tx
    .selectFrom('teams')
    .select((eb) => [
      'teams.id',
      'teams.name',
      jsonArrayFrom(
        eb
          .selectFrom('teamMembers')
          .innerJoin('users', 'users.id', 'teamMembers.userId')
          .whereRef('teamMembers.teamId', '=', 'teams.id')
          .where('users.deactivatedAt', 'is', null)
          .select(['users.id', 'users.name'])
          .orderBy('users.name'),
      ).as('members'),
    ])
    .orderBy('teams.name')
