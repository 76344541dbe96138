import { sql } from 'kysely'
import type { AddJob } from '../context.ts'
import type { Db } from '../db/connect.ts'

/** Adds jobs in the transaction `tx`: the job exists exactly if its cause does. */
export const addJobIn =
  (tx: Db): AddJob =>
  async (name, payload, { key, queue } = {}) => {
    await sql`select graphile_worker.add_job(${name}::text, payload => ${JSON.stringify(payload)}::json, queue_name => ${queue ?? null}::text, job_key => ${key ?? null}::text)`.execute(
      tx,
    )
  }
