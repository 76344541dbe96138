/**
 * Keyed digests of what identifies a person. With them alone it can be told whether a name, number or address asked about, or met in
 * a file, is of somebody erased; without the key, which lies beside the ledger, they tell nothing.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Marker = (text: string) => string[]

const keyFile = (folder: string) => join(folder, 'ledger', 'marks.key')

/** What makes marks in this data folder. The key is made once; an old one that a restore brings back stays the key of its marks. */
export async function markerIn(folder: string): Promise<Marker> {
  await mkdir(join(folder, 'ledger'), { recursive: true, mode: 0o700 })
  // Of two who make it at once the first stays.
  await writeFile(keyFile(folder), randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600, flush: true }).catch(existing)
  const key = Buffer.from(await readFile(keyFile(folder), 'utf8'), 'hex')
  return (text) => forms(text).map((form) => createHmac('sha256', key).update(form).digest('base64url').slice(0, 22))
}

function existing(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}

const shortestNumber = 6
const shortestText = 3

/** The same phone, number or name in whichever way it was written. */
function forms(text: string): string[] {
  const plain = text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
  const digits = plain.replace(/\D/g, '').slice(-9).replace(/^0+/, '')
  const isNumber = digits.length >= shortestNumber && /^[+\d\s().\-/]+$/.test(plain)
  if (isNumber) return [`number ${digits}`]
  return plain.length >= shortestText ? [`text ${plain}`] : []
}
