/** The files of the bench: every customer with 10 interactions and 5 orders of 1–3 lines, over three years. */

import { catalogue } from '../server/demo/catalogue.ts'
import { landline, mobile, organisationTaxId, personTaxId } from '../server/demo/identity.ts'
import { contactRoles, jobTitles, trades } from '../server/demo/names.ts'
import { towns } from '../server/demo/places.ts'
import { random } from '../server/demo/random.ts'
import { repsOf, staff, teams } from '../server/demo/staff.ts'
import { complaintTexts, conversation, habitTexts, promiseTexts, scoreComments, wishTexts } from '../server/demo/texts.ts'
import type { FileRows } from '../server/demo/write.ts'
import { benchBusiness, benchPerson } from './names/bearers.ts'

export const interactionsPerFile = 10
export const ordersPerFile = 5
const year = 365.25 * 86_400_000
const channels = ['phone', 'phone', 'phone', 'email', 'email', 'whatsapp', 'sms', 'meeting', 'web_form', 'branch_visit'] as const

/** File number `n` of `count`. Ids ascend with `n`. */
export function benchFile(n: number, count: number, now: number): FileRows {
  const chance = random('bench', n)
  const opened = Math.floor(now - 4 * year + (n / count) * year)
  const at = (share: number) => new Date(Math.floor(now - 3 * year * (1 - share)))
  const day = (moment: Date) => moment.toISOString().slice(0, 10)
  const customerId = chance.id(opened)
  const town = chance.pick(towns)
  const rep = chance.pick(repsOf(town.team))
  const organisation = chance.chance(0.7)
  const person = benchPerson(chance)
  const business = organisation ? benchBusiness(chance, chance.pick(trades), town) : person
  const createdAt = new Date(opened)
  const part = { customerId, createdAt }
  const contactId = chance.id(opened)
  const file: FileRows = {
    customer: {
      id: customerId,
      number: 1001 + n,
      kind: organisation ? 'organisation' : 'person',
      name: business.name,
      otherName: business.latin,
      ref: `C${n}`,
      taxId: organisation ? organisationTaxId(chance) : personTaxId(chance),
      language: person.language,
      formOfAddress: organisation ? 'x' : person.address,
      city: town.name,
      country: 'ישראל',
      teamId: teams[town.team].id,
      ownerId: chance.chance(0.9) ? rep.id : null,
      tags: chance.chance(0.3) ? [chance.pick(trades).key] : [],
      customerSince: day(createdAt),
      currency: 'ILS',
      paymentTermsDays: chance.pick([0, 30, 60]),
      creditLimitMinor: 1_000_000,
      balanceMinor: chance.int(0, 900_000),
      overdueMinor: chance.chance(0.1) ? chance.int(1, 300_000) : 0,
      createdAt,
      updatedAt: createdAt,
    },
    contacts: organisation
      ? [
          {
            ...part,
            id: contactId,
            name: person.name,
            otherName: person.latin,
            jobTitle: chance.pick(jobTitles),
            contactRole: chance.pick(contactRoles),
            formOfAddress: person.address,
            note: '',
            fromDate: day(createdAt),
            untilDate: null,
          },
        ]
      : [],
    contactPoints: [
      {
        ...part,
        id: chance.id(opened),
        contactId: null,
        channel: 'phone',
        value: organisation ? landline(chance, town.area) : mobile(chance),
        label: '',
        isPrimary: true,
      },
      {
        ...part,
        id: chance.id(opened),
        contactId: organisation ? contactId : null,
        channel: 'email',
        value: `${mailbox(person)}.${n}@example.com`,
        label: '',
        isPrimary: false,
      },
    ],
    preferences: chance.chance(0.3)
      ? [{ ...part, id: chance.id(opened), kind: 'preference', text: chance.pick(habitTexts.preference), createdBy: rep.id }]
      : [],
    interactions: [],
    promises: [],
    orders: [],
    orderLines: [],
    voices: [],
    scores: [],
    customerEvents: [],
  }
  for (let k = 0; k < interactionsPerFile; k++) {
    const occurredAt = at((k + chance.next()) / interactionsPerFile)
    const id = chance.id(occurredAt.getTime())
    const channel = chance.pick(channels)
    const said = chance.pick(conversation[channel])
    file.interactions.push({
      customerId,
      id,
      channel,
      ...said,
      occurredAt,
      recordedAt: occurredAt,
      recordedBy: rep.id,
      userId: rep.id,
      contactId: organisation ? contactId : null,
      conversationId: id,
      durationSeconds: channel === 'phone' ? chance.int(30, 900) : null,
    })
  }
  for (let k = 0; k < ordersPerFile; k++) {
    const orderedAt = at((k + chance.next()) / ordersPerFile)
    const orderId = chance.id(orderedAt.getTime())
    const lines = Array.from({ length: chance.int(1, 3) }, (_, line) => {
      const product = chance.pick(catalogue)
      const quantity = chance.int(1, 12)
      return {
        customerId,
        id: chance.id(orderedAt.getTime()),
        orderId,
        lineNo: line + 1,
        productId: product.id,
        quantity,
        unitPriceMinor: product.unitPriceMinor,
        amountMinor: quantity * product.unitPriceMinor,
        costMinor: Math.round(quantity * product.unitPriceMinor * 0.7),
      }
    })
    file.orderLines.push(...lines)
    file.orders.push({
      customerId,
      id: orderId,
      number: String(100_000 + n * ordersPerFile + k),
      kind: 'order',
      orderedAt,
      channel: 'order',
      takenBy: rep.id,
      contactId: organisation ? contactId : null,
      currency: 'ILS',
      amountMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
      note: '',
      createdAt: orderedAt,
    })
  }
  if (chance.chance(0.2)) {
    const madeAt = at(0.99)
    file.promises.push({
      customerId,
      id: chance.id(madeAt.getTime()),
      text: chance.pick(promiseTexts),
      dueOn: day(new Date(now + chance.int(-5, 20) * 86_400_000)),
      keeperId: chance.pick(staff).id,
      madeBy: rep.id,
      madeAt,
      interactionId: null,
      outcome: null,
      outcomeAt: null,
      outcomeBy: null,
    })
  }
  if (chance.chance(0.15)) {
    const heardAt = at(chance.next())
    const kind = chance.pick(['wish', 'complaint'] as const)
    file.voices.push({
      customerId,
      id: chance.id(heardAt.getTime()),
      kind,
      text: chance.pick(kind === 'wish' ? wishTexts : complaintTexts),
      heardAt,
      heardBy: rep.id,
      contactId: null,
      interactionId: null,
      answer: null,
      answeredAt: null,
      answeredBy: null,
    })
  }
  if (chance.chance(0.3)) {
    const givenAt = at(chance.next())
    file.scores.push({
      customerId,
      id: chance.id(givenAt.getTime()),
      question: 'recommend',
      value: chance.int(3, 10),
      comment: chance.pick(scoreComments),
      givenAt,
      recordedBy: rep.id,
      userId: rep.id,
      contactId: null,
      interactionId: null,
    })
  }
  return file
}

/** The name before the @, in the letters a mailbox has; that of the office where the name has none. */
const mailbox = ({ name, latin }: { name: string; latin: string }) =>
  (/[a-z]/i.test(latin) ? latin : /[a-z]/i.test(name) ? name : 'office').toLowerCase().replace(/[^a-z]+/g, '.')
