import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Db } from '../db/connect.ts'
import type { Order } from '../db/paging.ts'

/** Wishes and complaints with who heard them and from whom. */
export const voices = (tx: Db) =>
  tx
    .selectFrom('voices')
    .select((eb) => [
      'voices.id',
      'voices.customerId',
      'voices.kind',
      'voices.text',
      'voices.heardAt',
      'voices.answer',
      'voices.answeredAt',
      jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'voices.heardBy').select(['users.id', 'users.name'])).as('heardBy'),
      jsonObjectFrom(
        eb
          .selectFrom('contacts')
          .whereRef('contacts.customerId', '=', 'voices.customerId')
          .whereRef('contacts.id', '=', 'voices.contactId')
          .select(['contacts.id', 'contacts.name']),
      ).as('contact'),
    ])

export const newestVoices: Order = { name: 'heardAt', by: sql`voices.heard_at`, type: 'timestamptz', id: sql`voices.id` }

export const findVoice = (tx: Db, customerId: string, id: string) =>
  voices(tx).where('voices.customerId', '=', customerId).where('voices.id', '=', id).executeTakeFirst()

/** Scores with the employee they are about. */
export const scores = (tx: Db) =>
  tx
    .selectFrom('scores')
    .select((eb) => [
      'scores.id',
      'scores.question',
      'scores.value',
      'scores.comment',
      'scores.givenAt',
      jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'scores.userId').select(['users.id', 'users.name'])).as('user'),
    ])
