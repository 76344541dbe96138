import { sql } from 'kysely'
import { jsonArrayFrom, jsonBuildObject, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Context } from '../context.ts'
import { valuesOf } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'

/** Interactions with the people and files that belong to them. */
export const interactions = (tx: Db, customerId: string) =>
  tx
    .selectFrom('interactions')
    .where('interactions.customerId', '=', customerId)
    .select((eb) => [
      'interactions.id',
      'interactions.channel',
      'interactions.direction',
      'interactions.occurredAt',
      'interactions.recordedAt',
      'interactions.conversationId',
      'interactions.subject',
      'interactions.body',
      'interactions.asked',
      'interactions.heard',
      'interactions.durationSeconds',
      jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'interactions.recordedBy').select(['users.id', 'users.name'])).as('recordedBy'),
      jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'interactions.userId').select(['users.id', 'users.name'])).as('user'),
      jsonObjectFrom(
        eb
          .selectFrom('contacts')
          .whereRef('contacts.customerId', '=', 'interactions.customerId')
          .whereRef('contacts.id', '=', 'interactions.contactId')
          .select(['contacts.id', 'contacts.name']),
      ).as('contact'),
      jsonArrayFrom(
        eb
          .selectFrom('attachments')
          .whereRef('attachments.customerId', '=', 'interactions.customerId')
          .whereRef('attachments.interactionId', '=', 'interactions.id')
          .select(['attachments.id', 'attachments.name', 'attachments.contentType', 'attachments.sizeBytes'])
          .orderBy('attachments.createdAt')
          .orderBy('attachments.id'),
      ).as('attachments'),
    ])

/** Promises with the person who keeps them. */
export const promises = (tx: Db) =>
  tx
    .selectFrom('promises')
    .innerJoin('users as keepers', 'keepers.id', 'promises.keeperId')
    .select((eb) => [
      'promises.id',
      'promises.customerId',
      'promises.text',
      'promises.dueOn',
      'promises.madeAt',
      'promises.outcome',
      'promises.outcomeAt',
      jsonBuildObject({ id: eb.ref('keepers.id'), name: eb.ref('keepers.name') }).as('keeper'),
    ])

export const findInteraction = ({ tx, actor }: Pick<Context, 'tx' | 'actor'>, customerId: string, id: string) =>
  interactions(tx, customerId)
    .where('interactions.id', '=', id)
    .select(valuesOf(actor, { customerId: sql`interactions.customer_id`, interactionId: sql`interactions.id` }).as('custom'))
    .executeTakeFirst()

export const findPromise = (tx: Db, customerId: string, id: string) =>
  promises(tx).where('promises.customerId', '=', customerId).where('promises.id', '=', id).executeTakeFirst()

export const findAttachment = (tx: Db, customerId: string, id: string) =>
  tx
    .selectFrom('attachments')
    .where('customerId', '=', customerId)
    .where('id', '=', id)
    .select(['id', 'name', 'contentType', 'sizeBytes', 'digest'])
    .executeTakeFirst()

export const conversationExists = async (tx: Db, customerId: string, conversationId: string) =>
  Boolean(
    await tx
      .selectFrom('interactions')
      .where('customerId', '=', customerId)
      .where('conversationId', '=', conversationId)
      .select('id')
      .limit(1)
      .executeTakeFirst(),
  )

/** Whoever holds the bytes of a digest keeps others from putting them there or clearing them away until the transaction ends. */
export const holdDigest = (tx: Db, digest: string) => sql`select pg_advisory_xact_lock(hashtextextended(${digest}, 0))`.execute(tx)

export const digestInUse = async (tx: Db, digest: string) =>
  Boolean(await tx.selectFrom('attachments').where('digest', '=', Buffer.from(digest, 'hex')).select('id').limit(1).executeTakeFirst())
