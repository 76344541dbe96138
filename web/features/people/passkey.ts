/** The browser's half of passkeys, fetched when one is asked for. */
import type { SecondStep } from '../../../contract/people.ts'
import { call, Refused } from '../../api/client.ts'

export const knowsPasskeys = () => typeof window.PublicKeyCredential === 'function'

/** Lets the person choose a passkey and show it. With the ticket of a second step, one of that person's. */
export async function showPasskey(step?: SecondStep['ticket']) {
  const { ticket, options } = await call('POST /session/passkey-options', { body: { ticket: step } })
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const response = await startAuthentication({ optionsJSON: options as Parameters<typeof startAuthentication>[0]['optionsJSON'] }).catch(refused)
  return { ticket, response }
}

/** Lets the person make a passkey in their device or password manager. */
export async function makePasskey() {
  const { ticket, options } = await call('POST /me/passkeys/options')
  const { startRegistration } = await import('@simplewebauthn/browser')
  const response = await startRegistration({ optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'] }).catch(refused)
  return { ticket, response }
}

/** Cancelled, timed out, or no such key here: the browser does not say which. */
function refused(): never {
  throw new Refused({ code: 'passkey-refused', status: 0 })
}
