/** Fetching a file that is given only to somebody who has just proved who they are. */
import type { MouseEvent } from 'react'
import { call } from './client.ts'
import { Refused } from './refused.ts'

/** For `onClick` of a link: asks for the proof first, then lets the browser go for the file. */
export async function download(event: MouseEvent<HTMLAnchorElement>) {
  const link = event.currentTarget
  event.preventDefault()
  try {
    await call('GET /me/confirmation')
  } catch (error) {
    if (error instanceof Refused && error.body.code === 'confirm-first') return
  }
  const again = document.createElement('a')
  again.href = link.href
  again.download = ''
  again.click()
}
