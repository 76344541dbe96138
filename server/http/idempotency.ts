/**
 * A request that is sent again because its answer got lost is carried out once and answered twice. The caller names
 * what it intends by an `Idempotency-Key`; the answer is stored by the transaction of what was done.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../context.ts'
import { visibleTo } from '../customers/access.ts'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { invalid, Problem } from './problem.ts'

export const keyHeader = 'Idempotency-Key'
/** Printable characters of ASCII, in quotes or not. */
export const keyPattern = '^[ -~]{1,200}$'

const keptHours = 48

/** One thing a person wants done, by whatever name they gave it. */
export type Intent = { id: Buffer; seal: Buffer; route: string; request: Buffer }

/** The intent of a request, or undefined where it carries no key. Bytes sent are told apart by their digest. */
export function intentOf(header: string | string[] | undefined, personId: string, route: string, asked: object): Intent | undefined {
  if (header === undefined) return undefined
  const key = String(header)
  if (!new RegExp(keyPattern).test(key)) throw invalid(keyHeader, 'malformed')
  const derived = (purpose: string) => createHmac('sha256', key).update(`${purpose} ${personId}`).digest()
  return { id: derived('id'), seal: derived('seal'), route, request: derived(`request ${JSON.stringify(asked)}`) }
}

/**
 * What this intent was answered, or undefined where it is new. While the same intent is being carried out by another
 * transaction this waits for its end, and holds the intent itself if that one failed.
 */
export async function answeredBefore(tx: Db, intent: Intent, actor: Actor, now: Date): Promise<{ reply: unknown } | undefined> {
  const { id, route, request } = intent
  const taken = await tx
    .insertInto('answeredRequests')
    .values({ id, route, request, answeredAt: now })
    .onConflict((key) => key.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (taken) return undefined
  const before = await tx.selectFrom('answeredRequests').where('id', '=', id).select(['route', 'request', 'fileIds', 'reply']).executeTakeFirst()
  // Cleared away between the two statements: too old to be told again, and the caller may not go on unprotected.
  if (!before?.reply) throw new Problem('unavailable')
  if (before.route !== route || !before.request.equals(request)) throw new Problem('key-reused')
  if (!(await seesAllOf(tx, actor, before.fileIds))) throw new Problem('not-found')
  return { reply: JSON.parse(unsealed(before.reply, intent.seal)) }
}

async function seesAllOf(tx: Db, actor: Actor, fileIds: readonly string[]): Promise<boolean> {
  if (fileIds.length === 0) return true
  const { rows } = await sql<{ seen: number }>`select count(*)::int as seen from customers where id = any(${fileIds}::uuid[]) and ${visibleTo(actor)}`.execute(
    tx,
  )
  return rows[0]!.seen === new Set(fileIds).size
}

/** Keeps the answer with what was done. `files` are those it is about; one that was erased by it is about nobody any more. */
export async function keepAnswer(tx: Db, { id, seal }: Intent, reply: unknown, files: readonly string[]) {
  await tx
    .updateTable('answeredRequests')
    .set({ reply: sealed(JSON.stringify(reply), seal), fileIds: sql`array(select id from customers where id = any(${files}::uuid[]))` })
    .where('id', '=', id)
    .execute()
}

/** Lets go of an intent that was refused although something was written: it may be tried again. */
export const forgetIntent = (tx: Db, { id }: Intent) => tx.deleteFrom('answeredRequests').where('id', '=', id).execute()

export const jobs = {
  async 'forget-answers'({ db, now }: House) {
    await db
      .deleteFrom('answeredRequests')
      .where('answeredAt', '<', new Date(now().getTime() - keptHours * 3_600_000).toISOString())
      .execute()
  },
}

export const crontab = '25 * * * * forget-answers'

const [nonceBytes, tagBytes] = [12, 16]

function sealed(text: string, secret: Buffer) {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden])
}

function unsealed(bytes: Buffer, secret: Buffer) {
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, nonceBytes))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
}
