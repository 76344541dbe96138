/** The answers that came with the document are in place before the first screen asks. */
import type { Key } from '../../contract/index.ts'
import { queries } from '../api/query.ts'

type Answer = { key: Key; sent: object; reply: unknown }

export function takeFirstAnswers() {
  const text = document.getElementById('first-answer')?.textContent
  if (!text) return
  for (const { key, sent, reply } of JSON.parse(text) as Answer[]) queries.setQueryData([key, sent], reply)
}
