/** What is being written, before it is sent. It outlives a reload, for each customer and each of our people. */

import type { CustomValue } from '../../../contract/custom-fields.ts'
import type { HeardOfOthers } from '../../../contract/interactions.ts'
import { newId } from '../../api/new-id.ts'
import type { EnclosedFile, Parcel, Step } from '../../api/parcels.ts'
import { type EventKind, hasDirection, hasSubject, isEvent, type Kind } from './kinds.ts'

export type Conversation = { id: string; about: string }

export type Draft = {
  id: string
  kind: Kind
  direction: 'in' | 'out'
  contactId: string | null
  /** The conversation this continues, and what that is about. */
  conversation?: Conversation | undefined
  subject: string
  text: string
  asked: string
  /** Heard in passing of other suppliers; drafts kept from before do not have it. */
  heard?: HeardOfOthers | null
  /** What stands in the company's own fields of an event; drafts kept from before do not have it. */
  custom?: Record<string, CustomValue>
  promise: { id: string; text: string; dueOn: string } | null
  dueOn: string
  scores: { expectation?: number; recommend?: number; ease?: number }
  scoreIds: readonly [string, string, string]
}

export const questions = ['expectation', 'recommend', 'ease'] as const

export const emptyDraft = (start: Pick<Draft, 'kind' | 'direction' | 'contactId' | 'dueOn'>): Draft => ({
  ...start,
  id: newId(),
  subject: '',
  text: '',
  asked: '',
  promise: null,
  scores: {},
  scoreIds: [newId(), newId(), newId()],
})

export const isEmpty = (draft: Draft) =>
  ![draft.subject, draft.text, draft.asked, draft.promise?.text].some((text) => text?.trim()) &&
  [draft.scores, draft.custom ?? {}].every((given) => Object.keys(given).length === 0)

/** An entry that is answered: which conversation goes on, in which channel, who speaks now. */
export type Answering = { conversation: Conversation; kind: EventKind; direction: 'in' | 'out'; contactId: string | null; subject: string }

/** The draft as an answer. What is already written stays. */
export const inReply = (draft: Draft, { subject, ...to }: Answering): Draft => ({ ...draft, ...to, subject: draft.subject.trim() ? draft.subject : subject })

/** The field that still lacks something, or nothing. */
export function lacking(draft: Draft): 'text' | 'promise.text' | 'scores' | undefined {
  if (draft.kind === 'score') return Object.keys(draft.scores).length === 0 ? 'scores' : undefined
  const said = isEvent(draft.kind) ? [draft.text, hasSubject(draft.kind) ? draft.subject : '', asksIn(draft) ? draft.asked : ''] : [draft.text]
  if (!said.some((text) => text.trim())) return 'text'
  if (draft.kind !== 'promise' && draft.promise && !draft.promise.text.trim()) return 'promise.text'
}

/** The customer turned to us, so there may be something they asked for. */
export const asksIn = ({ kind, direction }: Pick<Draft, 'kind' | 'direction'>) => hasDirection(kind) && direction === 'in'

/** The draft as calls to make. Everything in it happened when it was written, however late it arrives. */
export function parcelOf(draft: Draft, files: EnclosedFile[], about: { userId: string; customerId: string; now: string }): Parcel {
  const title = [draft.text, draft.subject, draft.asked].map((text) => text.trim()).find(Boolean) ?? ''
  return {
    id: draft.id,
    userId: about.userId,
    customerId: about.customerId,
    title: title.slice(0, 120),
    steps: stepsOf(draft, about.now),
    files: isEvent(draft.kind) ? files : [],
  }
}

function stepsOf(draft: Draft, now: string): Step[] {
  const { id, kind, contactId, text, promise } = draft
  if (isEvent(kind)) {
    const direction = kind === 'note' ? ('internal' as const) : draft.direction
    const body = {
      id,
      channel: kind,
      direction,
      occurredAt: now,
      contactId,
      conversationId: draft.conversation?.id,
      body: text,
      subject: hasSubject(kind) ? draft.subject : '',
      asked: asksIn(draft) ? draft.asked : '',
      heard: draft.heard ?? undefined,
      promise: promise ?? undefined,
      custom: draft.custom,
    }
    return [{ key: 'POST /customers/:id/interactions', body }]
  }
  const along: Step[] = promise && kind !== 'promise' ? [{ key: 'POST /customers/:id/promises', body: promise }] : []
  if (kind === 'wish' || kind === 'complaint') return [{ key: 'POST /customers/:id/voices', body: { id, kind, text, heardAt: now, contactId } }, ...along]
  if (kind === 'promise') return [{ key: 'POST /customers/:id/promises', body: { id, text, dueOn: draft.dueOn } }]
  if (kind === 'score') {
    const answers = questions.flatMap((question, n) =>
      draft.scores[question] === undefined ? [] : [{ id: draft.scoreIds[n]!, question, value: draft.scores[question] }],
    )
    return [{ key: 'POST /customers/:id/scores', body: { answers, comment: text, givenAt: now, contactId } }]
  }
  return []
}
