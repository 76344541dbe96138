/** The icon and the colour by which an entry is told apart at a glance. */
import type { TimelineEntry } from '../../../contract/file.ts'
import type { Channel } from '../../../contract/interactions.ts'
import type { Tone } from '../../ui/chip.tsx'
import type { IconName } from '../../ui/icons.ts'

type Look = { icon: IconName; tone: Tone }

export const channelLooks: Record<Channel, Look> = {
  phone: { icon: 'phone', tone: 'good' },
  email: { icon: 'mail', tone: 'info' },
  sms: { icon: 'message-square', tone: 'accent' },
  whatsapp: { icon: 'message-circle', tone: 'good' },
  fax: { icon: 'printer', tone: 'plain' },
  web_form: { icon: 'globe', tone: 'info' },
  web_chat: { icon: 'message-square-text', tone: 'accent' },
  branch_visit: { icon: 'store', tone: 'violet' },
  meeting: { icon: 'calendar', tone: 'violet' },
  letter: { icon: 'mail-open', tone: 'plain' },
  order: { icon: 'shopping-cart', tone: 'accent' },
  note: { icon: 'sticky-note', tone: 'warn' },
}

export function lookOf(entry: TimelineEntry): Look {
  switch (entry.kind) {
    case 'interaction':
      return channelLooks[entry.channel]
    case 'order':
      return entry.orderKind === 'return' ? { icon: 'undo-2', tone: 'bad' } : { icon: 'shopping-cart', tone: 'accent' }
    case 'promise':
      return { icon: 'handshake', tone: entry.outcome === 'broken' ? 'bad' : entry.outcome ? 'good' : 'warn' }
    case 'voice':
      return entry.voice === 'complaint' ? { icon: 'thumbs-down', tone: 'bad' } : { icon: 'lightbulb', tone: 'violet' }
    case 'score':
      return { icon: 'star', tone: 'warn' }
  }
}

/** The most a question can be answered with. */
export const mostOf = { expectation: 3, recommend: 10, ease: 7 } as const
