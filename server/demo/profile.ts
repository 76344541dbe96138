/** Who a customer of the demo world is: name, place, people, addresses, and how they like to buy and talk. */
import { preferenceKinds } from '../../contract/customers.ts'
import { type Calendar, worldDays } from './calendar.ts'
import { cast } from './cast.ts'
import type { Company } from './company.ts'
import { landline, mobile, organisationTaxId, personTaxId } from './identity.ts'
import { businessName, contactRoles, jobTitles, personName, type Trade, trades } from './names.ts'
import { type Town, towns } from './places.ts'
import type { Random } from './random.ts'
import type { Employee } from './staff.ts'
import { habitTexts } from './texts.ts'
import { type Weakening, weakeningOf } from './weakening.ts'
import type { FileRows } from './write.ts'

export type Profile = {
  n: number
  customerId: string
  createdAt: Date
  /** Days ago: when the file was opened, and when their story in this world begins. */
  openedAgo: number
  beginsAgo: number
  trade: Trade
  town: Town
  owner: Employee
  /** Those of us who serve them. */
  reps: Employee[]
  organisation: boolean
  weakens: Weakening | null
  /** Days between orders, lines on an order, pieces of a line, and how fast it all grows in a year. */
  gap: number
  lines: number
  pieces: number
  growth: number
  discount: number
  categories: string[]
  talksBy: 'phone' | 'email' | 'whatsapp'
  termsDays: number
}

const oldest = 1500
const newest = 40
const gaps: Record<string, [number, number]> = { cafe: [7, 14], kiosk: [8, 21], office: [20, 45], school: [20, 50], clinic: [14, 35] }
const everybodyBuys = ['ניקיון והיגיינה', 'חד־פעמי', 'ציוד משרדי']

export function profileOf(chance: Random, seed: string, n: number, count: number, time: Calendar, company: Company): Profile {
  const share = n / Math.max(count, cast.length)
  const openedAgo = Math.round(oldest - (oldest - newest) * share)
  // Within one day the files follow each other, so that their ids ascend with their numbers.
  const opened = time.now - (oldest - (oldest - newest) * share) * 86_400_000
  const named = cast[n]
  const trade = trades.find(({ key }) => key === named?.trade) ?? weighted(chance, trades)
  const town = towns.find(({ name }) => name === named?.town) ?? chance.pick(towns)
  const reps = company.staff.filter(({ role, teams }) => role === 'rep' && teams.includes(town.team))
  const weakens = weakeningOf(seed, n, openedAgo)
  const organisation = named ? named.kind === 'organisation' : weakens !== null || chance.chance(0.65)
  const [low, high] = organisation ? gaps[trade.key]! : [30, 90]
  const others = everybodyBuys.filter((category) => category !== trade.category)
  return {
    n,
    customerId: chance.id(opened),
    createdAt: new Date(opened),
    openedAgo,
    beginsAgo: Math.min(openedAgo, worldDays),
    trade,
    town,
    reps,
    owner: named && n % 2 === 0 ? company.staff[0]! : chance.pick(reps),
    organisation,
    weakens,
    // Only who buys often can be seen to change.
    gap: Math.min(chance.int(low, high), weakens ? 21 : high),
    lines: organisation ? chance.int(3, 7) : chance.int(1, 3),
    pieces: organisation ? chance.int(2, 9) : chance.int(1, 2),
    growth: 0.92 + chance.next() * 0.3,
    discount: organisation ? chance.int(0, 12) / 100 : 0,
    categories: [trade.category, trade.category, chance.pick(others), chance.pick(others)],
    talksBy: chance.pick(['phone', 'phone', 'email', 'whatsapp'] as const),
    termsDays: organisation ? chance.pick([30, 30, 45, 60]) : 0,
  }
}

function weighted(chance: Random, from: readonly Trade[]) {
  const trades = from.flatMap((trade) => Array<Trade>(trade.share).fill(trade))
  return chance.pick(trades)
}

/** The head of the file: the customer, their people and addresses. What they owe follows from their orders. */
export function headOf(
  chance: Random,
  profile: Profile,
  time: Calendar,
  company: Company,
): Pick<FileRows, 'customer' | 'contacts' | 'contactPoints' | 'preferences'> {
  const { n, customerId, createdAt, organisation, town, trade, owner, termsDays } = profile
  const named = cast[n]
  const person = named?.contact ?? personName(chance)
  const language = named?.language ?? ('language' in person ? person.language : 'he')
  const { name, latin } = named ?? (organisation ? businessName(chance, trade, town) : person)
  const opened = createdAt.getTime()
  const part = { customerId, createdAt }
  const contacts = organisation ? peopleAt(chance, profile, person, time) : []
  const own = { ...part, contactId: null }
  const address = (latinName: string) => `${latinName.toLowerCase().replace(/[^a-z]+/g, '.')}.${n + 1}@example.com`
  return {
    customer: {
      id: customerId,
      number: 1001 + n,
      kind: organisation ? 'organisation' : 'person',
      name,
      otherName: latin === name ? '' : latin,
      ref: null,
      taxId: organisation ? organisationTaxId(chance) : personTaxId(chance),
      language,
      formOfAddress: organisation || !('address' in person) ? 'x' : person.address,
      city: town.name,
      country: 'ישראל',
      teamId: company.teams[town.team].id,
      ownerId: owner.id,
      tags: tagsOf(chance, profile),
      customerSince: time.day(profile.openedAgo),
      currency: 'ILS',
      paymentTermsDays: termsDays,
      creditLimitMinor: organisation ? chance.pick([1_000_000, 2_000_000, 5_000_000]) : null,
      balanceMinor: 0,
      overdueMinor: 0,
      createdAt,
      updatedAt: createdAt,
    },
    contacts,
    contactPoints: [
      { ...own, id: chance.id(opened), channel: 'phone', value: organisation ? landline(chance, town.area) : mobile(chance), label: '', isPrimary: true },
      { ...own, id: chance.id(opened), channel: 'email', value: address(latin), label: '', isPrimary: false },
      ...contacts.flatMap((contact): FileRows['contactPoints'] => [
        { ...part, id: chance.id(opened), contactId: contact.id, channel: 'phone', value: mobile(chance), label: '', isPrimary: false },
        { ...part, id: chance.id(opened), contactId: contact.id, channel: 'email', value: address(contact.otherName ?? ''), label: '', isPrimary: false },
      ]),
    ],
    preferences: chance.chance(0.5) || named ? [{ ...part, id: chance.id(opened), ...habit(chance), createdBy: owner.id }] : [],
  }
}

function habit(chance: Random) {
  const kind = chance.pick(preferenceKinds)
  return { kind, text: chance.pick(habitTexts[kind]) }
}

const tradeTags: Record<string, string> = { cafe: 'בתי קפה', kiosk: 'קיוסקים', office: 'משרדים', school: 'חינוך', clinic: 'בריאות' }

function tagsOf(chance: Random, { organisation, trade }: Profile) {
  const tags = organisation ? [tradeTags[trade.key]!] : ['פרטיים']
  if (chance.chance(0.1)) tags.push('הזמנה קבועה')
  return tags
}

/** One to three people; where the contact or the owner changes, the old one leaves on that day and a new one comes. */
function peopleAt(
  chance: Random,
  profile: Profile,
  first: { name: string; latin: string; address: 'f' | 'm'; jobTitle?: string },
  time: Calendar,
): FileRows['contacts'] {
  const { customerId, createdAt, openedAgo, weakens } = profile
  const row = (person: typeof first, jobTitle: string, contactRole: string, fromAgo: number) => ({
    customerId,
    id: chance.id(createdAt.getTime()),
    name: person.name,
    otherName: person.latin,
    jobTitle,
    contactRole,
    formOfAddress: person.address,
    note: '',
    fromDate: time.day(fromAgo),
    untilDate: null,
    createdAt,
  })
  const changes = weakens?.way === 'owner-changed' || weakens?.way === 'contact-changed' ? weakens : null
  const title = changes?.way === 'owner-changed' ? 'בעלים' : (first.jobTitle ?? chance.pick(jobTitles))
  const others = Array.from({ length: chance.int(0, 2) }, () =>
    row(personName(chance), chance.pick(jobTitles.filter((one) => one !== 'בעלים')), chance.pick(contactRoles), chance.int(60, openedAgo)),
  )
  const leading = row(first, title, 'מחליט', openedAgo)
  if (!changes) return [leading, ...others]
  return [{ ...leading, untilDate: time.day(changes.ago) }, ...others, row(personName(chance), title, 'מחליט', changes.ago)]
}
