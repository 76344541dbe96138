/** The way in for somebody who lost their second factor: ten codes, each good once. */
import { createHash, randomInt } from 'node:crypto'
import type { Visitor } from '../context.ts'
import type { Db } from '../db/connect.ts'

const howMany = 10
const length = 16
/** No sign that is read as another. A code has 79 bits, so that its plain digest cannot be turned back by trying. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
const hashOfCode = (code: string) => createHash('sha256').update(code).digest()

/** New codes for a person; those before stop working. */
export async function newRecoveryCodes(tx: Db, userId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () => Array.from({ length }, () => signs[randomInt(signs.length)]).join(''))
  await tx.deleteFrom('recoveryCodes').where('userId', '=', userId).execute()
  await tx
    .insertInto('recoveryCodes')
    .values(codes.map((code) => ({ userId, codeHash: hashOfCode(code) })))
    .execute()
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

/** Whether `code` is one of the person's; then it is used up. */
export async function takeRecoveryCode(ctx: Visitor, userId: string, code: string): Promise<boolean> {
  const used = await ctx.tx
    .updateTable('recoveryCodes')
    .set({ usedAt: ctx.now })
    .where('userId', '=', userId)
    .where('codeHash', '=', hashOfCode(code))
    .where('usedAt', 'is', null)
    .returning('userId')
    .executeTakeFirst()
  if (used) ctx.audit('recovery-code.used', { subjectId: userId })
  return used !== undefined
}

export async function recoveryCodesLeft(tx: Db, userId: string): Promise<number> {
  const codes = await tx.selectFrom('recoveryCodes').where('userId', '=', userId).where('usedAt', 'is', null).select('codeHash').execute()
  return codes.length
}
