import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { kesherForFile } from '../testing/kesher.ts'

const kesher = kesherForFile()

test('an administrator who lost their second factor is let in again by whoever has the machine', { timeout: 30_000 }, async () => {
  const boss = await kesher.administrator()
  const { ticket, secret } = await boss.call('POST /me/totp')
  await boss.call('PUT /me/totp', { body: { ticket, code: await generate({ secret }) } })
  const env = { ...process.env, DATABASE_URL: kesher.house.url, KESHER_DATA: kesher.house.place.folder }
  const letIn = (email: string) => promisify(execFile)(process.execPath, [join(import.meta.dirname, 'kesher.ts'), 'let-in', email], { env })
  const { stdout } = await letIn('Noa@Carmel.example')
  const token = /\/join\/(\S+)/.exec(stdout)![1]!
  const browser = kesher.browser()
  expect(await browser.call('POST /access-links/:token', { params: { token }, body: { password: 'one more long password' } })).toMatchObject({
    user: { role: 'administrator' },
  })
  await expect(letIn('nobody@carmel.example')).rejects.toThrow('Nobody active here has the address')
})
