/** Going to the company's own sign-in, and coming back. The ticket stays in this tab, so that only it can bring the answer. */
import { call } from '../../api/client.ts'

const place = 'kesher-company-sign-in'

export async function leaveForCompany(back?: string) {
  const { ticket, address } = await call('POST /session/company-start')
  sessionStorage.setItem(place, JSON.stringify({ ticket, back }))
  location.assign(address)
}

/** What was set out with, once. */
export function takeDeparture(): { ticket: string; back?: string } | undefined {
  const kept = sessionStorage.getItem(place)
  sessionStorage.removeItem(place)
  return kept ? JSON.parse(kept) : undefined
}
