import type { ContactPoint } from '../../../contract/customers.ts'

const named = { fax: /^(?:fax|פקס)[\s:.]+/i, chat: /^(?:chat|צ[׳']?אט)[\s:.]+/i } as const

/**
 * The contact point somebody typed, told apart by its look: an e-mail has an @, a phone only digits and signs, the rest
 * is an address. A fax number and a name in a chat look like others, and begin with the word: "fax 03-6241830".
 */
export function typedPoint(typed: string): Pick<ContactPoint, 'channel' | 'value'> {
  for (const channel of ['fax', 'chat'] as const) if (named[channel].test(typed)) return { channel, value: typed.replace(named[channel], '') }
  return { channel: typed.includes('@') ? 'email' : /^[+\d\s().*#-]+$/.test(typed) ? 'phone' : 'post', value: typed }
}
