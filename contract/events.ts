/** What may happen to a file. A live screen refreshes on these; reactions in other domains follow them. */
export const eventTypes = [
  'customer.created',
  'customer.changed',
  'contact.added',
  'contact.changed',
  'contact.removed',
  'contact.erased',
  'point.added',
  'point.changed',
  'point.removed',
  'preference.added',
  'preference.changed',
  'preference.removed',
  'interaction.recorded',
  'interaction.removed',
  'attachment.added',
  'promise.made',
  'promise.closed',
  'promise.reopened',
  'order.taken',
  'order.changed',
  'voice.recorded',
  'voice.answered',
  'score.given',
  'signal.changed',
  'insight.assumed',
  'import.applied',
  'merge.begun',
  'customer.merged',
  'customer.parted',
] as const
export type EventType = (typeof eventTypes)[number]

/** One frame of the live stream, `GET /api/live`. */
export type LiveEvent = { customerId: string; type: EventType; actorId: string | null; at: string }
