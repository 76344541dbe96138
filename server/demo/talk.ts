/** What is said with a customer of the demo world, and what comes of it: promises, wishes and complaints, scores. */
import type { Channel } from '../../contract/interactions.ts'
import { weakFor } from './buying.ts'
import type { Calendar } from './calendar.ts'
import { cast } from './cast.ts'
import type { Company } from './company.ts'
import type { Profile } from './profile.ts'
import type { Random } from './random.ts'
import { answerTexts, complaintTexts, conversation, promiseTexts, type Said, scoreComments, telling, wishTexts } from './texts.ts'
import type { FileRows } from './write.ts'

type Talk = Pick<FileRows, 'interactions' | 'promises' | 'voices' | 'scores' | 'customerEvents'>
type Spoken = Exclude<Channel, 'order'>

const otherChannels = [
  'phone',
  'email',
  'whatsapp',
  'sms',
  'web_form',
  'web_chat',
  'branch_visit',
  'meeting',
  'fax',
  'letter',
  'note',
] as const satisfies Spoken[]
/** Of the named customers, who was in touch today. */
const inTouchToday = [0, 1, 4, 5, 8]

export function talkOf(chance: Random, profile: Profile, contacts: FileRows['contacts'], orderDays: number[], time: Calendar, company: Company): Talk {
  const { customerId, n, beginsAgo, owner, reps, weakens } = profile
  const talk: Talk = { interactions: [], promises: [], voices: [], scores: [], customerEvents: [] }

  /** The person spoken with: somebody who is there on that day. */
  const speaker = (ago: number) =>
    contacts.find(({ fromDate, untilDate }) => (fromDate ?? '') <= time.day(ago) && (untilDate ?? '9') >= time.day(ago))?.id ?? null

  const say = (
    ago: number,
    minutes: number,
    channel: Spoken,
    said: Said,
    conversationId?: string,
    heard: 'price-comparison' | 'competitor-contact' | null = null,
  ) => {
    const occurredAt = new Date(time.at(ago, minutes))
    const id = chance.id(occurredAt.getTime())
    const user = chance.chance(0.6) ? owner : chance.pick(reps)
    const internal = channel === 'note'
    talk.interactions.push({
      customerId,
      id,
      channel,
      direction: internal ? 'internal' : said.direction,
      occurredAt,
      recordedAt: occurredAt,
      recordedBy: user.id,
      userId: user.id,
      contactId: internal ? null : speaker(ago),
      conversationId: conversationId ?? id,
      subject: said.subject,
      body: said.body,
      asked: said.asked,
      heard,
      durationSeconds: channel === 'phone' ? chance.int(40, 720) : null,
    })
    if (ago === 0) talk.customerEvents.push({ customerId, id: chance.id(occurredAt.getTime()), type: 'interaction.recorded', actorId: user.id, at: occurredAt })
    return { id, user }
  }
  const replies = (channel: Spoken) => conversation[channel].filter(({ direction }) => direction === 'out')

  const exchange = (ago: number) => {
    const channel = chance.chance(0.55) ? profile.talksBy : chance.pick(otherChannels)
    const quiet = weakFor(profile, 'silence', ago) > 0
    const lines = quiet && replies(channel).length > 0 ? replies(channel) : conversation[channel]
    const said = chance.pick(lines)
    if (quiet && said.direction === 'in') return
    const minutes = chance.int(8 * 60, 17 * 60)
    const { id, user } = say(ago, minutes, channel, said)
    if (said.direction === 'in' && replies(channel).length > 0 && chance.chance(0.45))
      say(ago, minutes + chance.int(5, 90), channel, chance.pick(replies(channel)), id)
    if (said.asked && chance.chance(0.2)) promise(ago, user.id, id)
    if (chance.chance(0.08)) score(ago, 'recommend', chance.int(7, 10), user.id)
    if (chance.chance(0.06)) score(ago, 'expectation', chance.pick([1, 2, 2, 2, 3, 3]), user.id)
    if (chance.chance(0.04)) score(ago, 'ease', chance.int(4, 7), user.id)
  }

  const promise = (ago: number, keeperId: string, interactionId: string | null, due = ago - chance.int(1, 10), fate?: 'open' | 'broken') => {
    const madeAt = new Date(time.at(ago, 17 * 60))
    const outcome = fate
      ? fate === 'open'
        ? null
        : fate
      : due > 12 || (due > 0 && chance.chance(0.7))
        ? chance.pick(['kept', 'kept', 'kept', 'kept', 'kept', 'kept', 'broken', 'released'] as const)
        : null
    talk.promises.push({
      customerId,
      id: chance.id(madeAt.getTime()),
      text: chance.pick(promiseTexts),
      dueOn: time.day(due),
      keeperId,
      madeBy: keeperId,
      madeAt,
      interactionId,
      outcome,
      outcomeAt: outcome && new Date(time.at(due, 15 * 60)),
      outcomeBy: outcome && keeperId,
    })
  }

  const voice = (ago: number, kind: 'wish' | 'complaint', answeredAfter: number | null) => {
    const heardAt = new Date(time.at(ago, chance.int(8 * 60, 17 * 60)))
    const answered = answeredAfter !== null && ago - answeredAfter > 0
    const by = chance.pick(company.staff).id
    talk.voices.push({
      customerId,
      id: chance.id(heardAt.getTime()),
      kind,
      text: chance.pick(kind === 'wish' ? wishTexts : complaintTexts),
      heardAt,
      heardBy: by,
      contactId: speaker(ago),
      interactionId: null,
      answer: answered ? chance.pick(answerTexts) : null,
      answeredAt: answered ? new Date(time.at(ago - answeredAfter, 11 * 60)) : null,
      answeredBy: answered ? by : null,
    })
  }

  const score = (ago: number, question: 'recommend' | 'expectation' | 'ease', value: number, userId: string) => {
    const fallen = question === 'recommend' ? Math.ceil(weakFor(profile, 'score-falls', ago) / 12) : 0
    const givenAt = new Date(time.at(ago, 18 * 60))
    talk.scores.push({
      customerId,
      id: chance.id(givenAt.getTime()),
      question,
      value: fallen ? Math.max(1, 6 - fallen) : value,
      comment: fallen ? '' : chance.pick(scoreComments),
      givenAt,
      recordedBy: userId,
      userId,
      contactId: null,
      interactionId: null,
    })
  }

  const pace = chance.int(14, 40)
  for (let ago = beginsAgo - chance.int(1, pace); ago > 0; ago -= chance.int(Math.ceil(pace / 2), pace * 2)) exchange(time.workday(ago))
  for (let ago = beginsAgo - chance.int(20, 200); ago > 3; ago -= chance.int(120, 420))
    voice(time.workday(ago), chance.pick(['wish', 'complaint'] as const), chance.int(1, 9))
  if (weakens) tell()
  if (cast[n] && inTouchToday.includes(n)) today()

  /** The signs of the customer's own weakening. */
  function tell() {
    const { way, ago } = weakens!
    if (way === 'score-falls') for (let at = Math.min(beginsAgo, ago + 200); at > 0; at -= 25) score(time.workday(at), 'recommend', chance.int(8, 10), owner.id)
    if (way === 'complaint-unresolved') voice(ago, 'complaint', null)
    if (way === 'wish-unanswered') voice(ago, 'wish', null)
    if (way === 'promise-broken') for (const due of [ago, Math.round(ago / 2)]) promise(due + 6, owner.id, null, due, 'broken')
    if (way === 'cycle-lengthens') {
      for (const day of orderDays) {
        const waits = weakFor(profile, way, day) > 0 ? 4 + Math.round(weakFor(profile, way, day) / 12) : 1
        say(day + waits, 9 * 60, 'email', telling[way][0]!)
      }
      return
    }
    const signs: readonly Said[] = way in telling ? telling[way as keyof typeof telling] : []
    for (const [k, said] of signs.entries()) {
      const heard = way === 'price-comparison' || way === 'competitor-contact' ? way : null
      say(
        time.workday(Math.round(ago * (1 - k / signs.length))),
        chance.int(8 * 60, 17 * 60),
        said.direction === 'in' ? profile.talksBy : 'phone',
        said,
        undefined,
        heard,
      )
    }
  }

  function today() {
    const { id, user } = say(0, 8 * 60 + n * 7, profile.talksBy, chance.pick(conversation[profile.talksBy].filter(({ asked }) => asked)))
    const keeper = n % 2 === 0 ? company.staff[0]!.id : user.id
    promise(0, keeper, id)
    promise(6, keeper, null, n % 3, 'open')
  }
  return talk
}
