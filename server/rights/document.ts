/** The readable half of an export: who the person is to us, and what was said, done and bought. */
import { setImmediate as breath } from 'node:timers/promises'
import { dossier } from '../../words/dossier.ts'
import { feedback as feedbackWords } from '../../words/feedback.ts'
import { file as fileWords } from '../../words/file.ts'
import { interactions as interactionWords } from '../../words/interactions.ts'
import { directionOf, type Language, spoken } from '../../words/phrases.ts'
import type { FileTable } from '../db/personal-data.ts'
import type { House } from '../house.ts'
import { isolated, rightwards } from './lettering.ts'
import { ownLines } from './own-fields.ts'
import { openPaper, type Paper } from './paper.ts'
import { exportedTables, headOf, type Row, rowsOf, type Whose } from './rows.ts'

/** So many entries of a kind are shown; whoever wants to read more than that has data.json. */
const shown = 2_000

type Writer = { paper: Paper; language: Language; rows: Map<FileTable, Row[]>; counts: Map<FileTable, number>; timeZone: string }

export async function writeDocument({ db, now }: House, whose: Whose, language: Language, path: string) {
  const say = spoken(dossier, language)
  const head = (await headOf(db, whose)) ?? {}
  const company = await db.selectFrom('company').select(['name', 'timeZone', 'currency']).executeTakeFirstOrThrow()
  const rows = new Map<FileTable, Row[]>()
  const counts = new Map<FileTable, number>()
  for (const table of exportedTables) {
    const newest: Row[] = []
    for await (const chunk of rowsOf(db, table, whose)) {
      counts.set(table, (counts.get(table) ?? 0) + chunk.length)
      newest.push(...chunk)
      // Ids grow with time: the last are the newest.
      if (newest.length > shown) newest.splice(0, newest.length - shown)
    }
    rows.set(table, newest)
  }
  const paper = openPaper(path, directionOf(language), { title: say.title, language })
  const writer: Writer = { paper, language, rows, counts, timeZone: company.timeZone }
  paper.title(say.title)
  paper.paragraph(say.of(isolated(String(whose.contactId ? (rows.get('contacts')?.[0]?.name ?? '') : (head.name ?? '')))))
  paper.faint(say.at(isolated(company.name), dayText(language, now().toISOString(), company.timeZone)))
  paper.paragraph(' ')
  paper.paragraph(say.intro)
  paper.paragraph(say.rights)
  if (!whose.contactId) details(writer, head)
  for (const [label, text] of await ownLines(db, language, rows.get('customValues') ?? [], whose.contactId)) paper.field(isolated(label), isolated(text))
  people(writer)
  await happened(writer)
  paper.heading(say.counts)
  for (const table of exportedTables) if (counts.get(table)) paper.field(table, say.rows(String(counts.get(table))))
  await paper.close((page, pages) => say.page(String(page), String(pages)))
}

function details({ paper, language }: Writer, head: Row) {
  const say = spoken(dossier, language)
  const money = (minor: unknown) => (typeof minor === 'number' ? moneyText(language, minor, String(head.currency)) : '')
  paper.heading(say.details)
  const text = (value: unknown) => (value === null || value === undefined ? '' : String(value))
  paper.field(say.name, isolated(text(head.name)))
  paper.field(say.otherName, isolated(text(head.otherName)))
  paper.field(say.number, text(head.number))
  paper.field(say.ref, isolated(text(head.ref)))
  paper.field(say.taxId, text(head.taxId))
  paper.field(say.place, [head.city, head.country].map(text).map(isolated).filter(Boolean).join(', '))
  paper.field(say.tags, (head.tags as string[]).map(isolated).join(', '))
  paper.field(say.since, head.customerSince ? dayText(language, `${head.customerSince}T12:00:00Z`, 'UTC') : '')
  paper.field(say.balance, money(head.balanceMinor))
  paper.field(say.overdue, money(head.overdueMinor))
  paper.field(say.creditLimit, money(head.creditLimitMinor))
  paper.field(say.terms, text(head.paymentTermsDays))
}

function people({ paper, language, rows }: Writer) {
  const say = spoken(dossier, language)
  const { channels } = spoken(fileWords, language)
  const contacts = rows.get('contacts') ?? []
  if (contacts.length > 0) paper.heading(say.people)
  for (const { name, jobTitle, note } of contacts) paper.entry([name, jobTitle].map(String).map(isolated).filter(Boolean).join(', '), String(note))
  const points = rows.get('contactPoints') ?? []
  if (points.length > 0) paper.heading(say.points)
  for (const { channel, value, label } of points)
    paper.field(
      channels[channel as keyof typeof channels],
      `${channel === 'post' ? isolated(String(value)) : rightwards(String(value))} ${isolated(String(label))}`,
    )
  const preferences = rows.get('preferences') ?? []
  if (preferences.length > 0) paper.heading(say.preferences)
  for (const { text } of preferences) paper.paragraph(String(text))
}

async function happened(writer: Writer) {
  const { language, timeZone } = writer
  const say = spoken(dossier, language)
  const words = spoken(interactionWords, language)
  const day = (moment: unknown) => dayText(language, String(moment), timeZone)
  const files = Map.groupBy(writer.rows.get('attachments') ?? [], ({ interactionId }) => interactionId)
  await section(writer, 'orders', say.orders, (row) => [
    `${day(row.orderedAt)} · ${say.order(rightwards(String(row.number)))} · ${moneyText(language, Number(row.amountMinor), String(row.currency))}`,
    String(row.note),
  ])
  await section(writer, 'promises', say.promises, (row) => [
    `${day(row.madeAt)} · ${say.by(dayText(language, `${row.dueOn}T12:00:00Z`, 'UTC'))}${row.outcome ? ` · ${words.outcome[row.outcome as keyof typeof words.outcome]}` : ''}`,
    String(row.text),
  ])
  await section(writer, 'voices', say.voices, (row) => [
    `${day(row.heardAt)} · ${spoken(feedbackWords, language).kind[row.kind as 'wish' | 'complaint']}`,
    String(row.text),
    row.answer ? `${say.answer}: ${isolated(String(row.answer))}` : '',
  ])
  await section(writer, 'scores', say.scores, (row) => [
    `${day(row.givenAt)} · ${say.question[row.question as keyof typeof say.question]}: ${row.value}`,
    String(row.comment),
  ])
  await section(writer, 'interactions', say.interactions, (row) => [
    `${day(row.occurredAt)} · ${words.channel[row.channel as keyof typeof words.channel]} · ${words.direction[row.direction as keyof typeof words.direction]}`,
    String(row.subject),
    row.asked ? `${say.asked}: ${isolated(String(row.asked))}` : '',
    String(row.body),
    ...(files.get(row.id) ?? []).map(({ name }) => `${say.files}: ${isolated(String(name))}`),
  ])
}

/** Newest first. Every so often others get their turn. */
async function section({ paper, language, rows, counts }: Writer, table: FileTable, heading: string, told: (row: Row) => [string, ...string[]]) {
  const newest = rows.get(table) ?? []
  if (newest.length === 0) return
  paper.heading(heading)
  const all = counts.get(table) ?? 0
  if (all > newest.length) paper.faint(spoken(dossier, language).newest(String(newest.length), String(all)))
  for (const [place, row] of [...newest].reverse().entries()) {
    paper.entry(...told(row))
    if (place % 20 === 19) await breath()
  }
}

const locale = (language: Language) => (language === 'he' ? 'he-IL' : 'en-GB')
const dayText = (language: Language, moment: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale(language), { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }).format(new Date(moment))
const moneyText = (language: Language, minor: number, currency: string) => {
  const format = new Intl.NumberFormat(locale(language), { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)).replace(/[\u200e\u200f]/g, '')
}
