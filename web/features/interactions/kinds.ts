/** What can be recorded, and how each kind is told apart. */
import type { Channel } from '../../../contract/interactions.ts'
import type { Areas } from '../../../words/areas.ts'
import type { IconName } from '../../ui/icon.tsx'

export type EventKind = Exclude<Channel, 'order'>
export type Kind = EventKind | 'wish' | 'complaint' | 'promise' | 'score' | 'order'

/** In the order of their keys: Alt+1 is the first. Those beyond stand behind "more". */
export const kindsInSight = ['phone', 'email', 'whatsapp', 'sms', 'meeting', 'note', 'complaint', 'wish', 'promise', 'score', 'order'] as const satisfies Kind[]
export const moreKinds = ['branch_visit', 'letter', 'fax', 'web_form', 'web_chat'] as const satisfies Kind[]
export const kinds: readonly Kind[] = [...kindsInSight, ...moreKinds]

export const kindIcons: Record<Kind, IconName> = {
  phone: 'phone',
  email: 'mail',
  whatsapp: 'message-circle',
  sms: 'message-square',
  meeting: 'handshake',
  note: 'sticky-note',
  branch_visit: 'store',
  letter: 'mail-open',
  fax: 'printer',
  web_form: 'clipboard-list',
  web_chat: 'message-square-text',
  complaint: 'thumbs-down',
  wish: 'lightbulb',
  promise: 'hand',
  score: 'star',
  order: 'shopping-cart',
}

const notEvents: readonly Kind[] = ['wish', 'complaint', 'promise', 'score', 'order']
export const isEvent = (kind: Kind): kind is EventKind => !notEvents.includes(kind)

/** Has a customer on its other side, so that it goes one way or the other. */
export const hasDirection = (kind: Kind): kind is Exclude<EventKind, 'note'> => isEvent(kind) && kind !== 'note'

/** Is written under a subject. */
export const hasSubject = (kind: Kind) => ['email', 'letter', 'fax', 'web_form'].includes(kind)

export const kindName = (words: Areas['interactions'], kind: Kind): string =>
  kind === 'wish' || kind === 'complaint' || kind === 'promise' || kind === 'score' ? words.kind[kind] : words.channel[kind]

/** The kinds meant by what follows a slash, in either language: `/wh`, `/תלו`. */
export function kindsTyped(text: string, names: Record<Kind, string>): Kind[] {
  const typed = /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase()
  if (typed === undefined) return []
  return kinds.filter(
    (kind) =>
      kind.startsWith(typed) ||
      names[kind]
        .toLowerCase()
        .split(' ')
        .some((word) => word.startsWith(typed)),
  )
}
