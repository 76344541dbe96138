// Generated from the migrations by `npm run schema`; not edited by hand.
import type { ColumnType, GeneratedAlways } from 'kysely'

/** Read as ISO text in UTC; written as text or Date. */
type Moment = ColumnType<string, string | Date, string | Date>

/** The database has a default for it. */
type Given<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

/** The single files of a grant. */
export interface AccessGrantFiles {
  fileId: string
  grantId: string
}

/** Files a consultant may see until a moment: those listed in access_grant_files, and those that fit the filter. */
export interface AccessGrants {
  id: string
  userId: string
  until: Moment
  /** A filter of the customer list; files that fit it are seen as long as they do. Null: only the files listed. */
  filter: unknown | null
  reason: string
  createdBy: string | null
  createdAt: Moment
  endedAt: Moment | null
}

/** One-time links an administrator hands out: to join, or to choose a new password. */
export interface AccessLinks {
  tokenHash: Buffer
  userId: string
  purpose: 'invite' | 'reset'
  createdBy: string | null
  createdAt: Given<Moment>
  expiresAt: Moment
  usedAt: Moment | null
}

/** Writing requests that carried an Idempotency-Key, each written by the transaction of what it did. Kept for two days. */
export interface AnsweredRequests {
  /** Digest of the person and the key. The key itself is not kept. */
  id: Buffer
  route: string
  /** Digest of what was asked: the same key may not ask for anything else. */
  request: Buffer
  /** The answer, sealed with the key, so that only who sends the key again can read it. Null only inside the transaction. */
  reply: Buffer | null
  answeredAt: Moment
  /** The customer files it changed: the answer is told again only while the person may see them all. Not references. */
  fileIds: Given<string[]>
}

/** Keys by which programs act for a person, within its scopes and the person's own rights. */
export interface ApiKeys {
  id: string
  userId: string
  name: string
  tokenHash: Buffer
  /** The last four characters, by which its owner knows it again. */
  ending: string
  /** `domain:read` or `domain:write`. */
  scopes: string[]
  createdAt: Moment
  expiresAt: Moment | null
  lastUsedAt: Moment | null
  lastAddress: Given<string>
  revokedAt: Moment | null
  revokedBy: string | null
}

/** A file that came with an interaction. Its bytes lie outside the database, under their SHA-256 digest. */
export interface Attachments {
  customerId: string
  id: string
  interactionId: string
  name: string
  contentType: string
  sizeBytes: number
  digest: Buffer
  createdAt: Moment
}

/** Who did what and when. Only added to; holds ids, field names and counts, never personal data. */
export interface AuditEntries {
  id: string
  at: Moment
  /** The person who acted; null for Kesher itself and for somebody not signed in. */
  actorId: string | null
  action: string
  /** The customer file it concerns. Not a reference: an entry outlives an erased file. */
  fileId: string | null
  /** Whatever else it concerns: a person of ours, an import, a key. */
  subjectId: string | null
  facts: Given<unknown>
}

/** The chain: each seal is made of the seal before it and of one entry. Only added to. */
export interface AuditSeals {
  seq: number
  entryId: string
  seal: Buffer
  sealedAt: Moment
}

/** Entries of the audit log that wait to be sealed, usually for less than a second. Written with the entry, removed with its seal. */
export interface AuditUnsealed {
  entryId: string
}

/** One row: where backups go, how often, and how many are kept. */
export interface BackupPlan {
  id: Given<number>
  /** Tells the sets of this database from those of any other. */
  databaseId: Given<string>
  /** A folder of the machine Kesher runs on; null is the folder backups inside the data folder. */
  place: string | null
  every: Given<'six-hours' | 'day' | 'week' | 'never'>
  /** The hour of the company's day at which a set is made. */
  hour: Given<number>
  kept: Given<number>
  drill: Given<'day' | 'week' | 'month' | 'never'>
  /** When the log was last cut. Written in the log after that moment, so that a restore to the moment finds its end. */
  sweptAt: Moment | null
}

/** One making of a set, or one drill in which a set was restored and compared. */
export interface BackupRuns {
  id: string
  kind: 'set' | 'drill'
  state: Given<'waiting' | 'running' | 'done' | 'failed'>
  /** Null where the plan asked for it. */
  askedBy: string | null
  startedAt: Moment
  finishedAt: Moment | null
  setName: string | null
  sizeBytes: number | null
  progress: unknown | null
  report: unknown | null
  /** Code and facts of what kept it from going through. */
  problem: unknown | null
}

/** Days the company itself is closed, beyond the holidays. */
export interface Closures {
  day: string
  name: string
}

/** One row. Exists from the first migration; set_up_at is empty until the first visit is done. */
export interface Company {
  id: Given<number>
  name: Given<string>
  language: Given<'he' | 'en'>
  currency: Given<string>
  timeZone: Given<string>
  /** ISO 3166 country in whose habits phone numbers without a country code are read. */
  region: Given<string>
  /** Days of rest, 0 = Sunday … 6 = Saturday. */
  weekend: Given<number[]>
  defaultTeamId: string | null
  setUpAt: Moment | null
  /** Hosts of the company's own network Kesher may call, with a port where it is not a usual one. Everything else it calls must be public. */
  internalHosts: Given<string[]>
}

/** One address of a channel. Phones and faxes in E.164, e-mails lower-case. */
export interface ContactPoints {
  customerId: string
  id: string
  /** The person it belongs to; null when it is the customer's own. */
  contactId: string | null
  channel: 'phone' | 'email' | 'fax' | 'post' | 'chat'
  value: string
  label: Given<string>
  isPrimary: Given<boolean>
  createdAt: Moment
}

/** A person at a customer, for a span of time. */
export interface Contacts {
  customerId: string
  id: string
  name: string
  otherName: Given<string>
  jobTitle: Given<string>
  /** Their part in the relationship: decides, pays, uses, recommends … in the company's own words. */
  contactRole: Given<string>
  formOfAddress: Given<'f' | 'm' | 'x'>
  note: Given<string>
  fromDate: string | null
  untilDate: string | null
  ref: string | null
  createdAt: Moment
}

/** A field this company added: of customers, contacts, orders or interactions. */
export interface CustomFields {
  id: string
  subject: 'customer' | 'contact' | 'order' | 'interaction'
  /** What programs and files call it; the same for ever. Camel case, so that no layer rewrites it. */
  key: string
  type: 'text' | 'number' | 'money' | 'date' | 'choice' | 'choices' | 'yesNo' | 'phone' | 'email' | 'link' | 'person'
  /** {"he": …, "en": …}, as are help and section. */
  label: unknown
  help: unknown
  section: unknown
  place: number
  limits: Given<unknown>
  choices: Given<unknown>
  /** What a new customer, contact, order or interaction begins with. */
  fallback: unknown | null
  required: Given<boolean>
  /** Roles that do not see it: for them there is no such field. */
  hiddenFrom: Given<string[]>
  /** The class of personal data its values are of, as in personal-data.ts. */
  personal: 'none' | 'identity' | 'contact' | 'content' | 'behaviour' | 'finance'
  searchable: Given<boolean>
  createdAt: Moment
  /** Since when it is out of use. Its values go thirty days later; until then it can be brought back. */
  removedAt: Moment | null
  /** The step of loyalty, as the last run of insight found it, from which on the field must be filled in a customer. */
  requiredFrom: 'new' | 'regular' | 'loyal' | 'advocate' | null
}

/** What stands in a custom field of a customer, or of one contact, order or interaction of theirs. An empty field has no row. */
export interface CustomValues {
  customerId: string
  id: string
  fieldId: string
  contactId: string | null
  orderId: string | null
  interactionId: string | null
  /** As it crosses the wire: a text, a number, minor units, a day, true or false, a list of choices. */
  value: unknown
  /** What it is found and sorted by, where that is a text; of other types number_key or day_key. */
  textKey: string | null
  numberKey: number | null
  dayKey: string | null
  /** Of several choices: each as field/choice, so that one index tells the fields apart. */
  choiceKeys: string[] | null
}

/** What somebody who knows this customer assumes instead of the fitted figures and the company's. Null: as fitted. */
export interface CustomerAssumptions {
  customerId: string
  yearlyMinor: number | null
  growthMinor: number | null
  years: number | null
  profitShare: number | null
  setBy: string | null
  setAt: Moment
  /** What part of all they buy of this kind they buy from us, as stated by somebody. */
  walletShare: number | null
  /** What serving them costs in a year, as stated by somebody; winning_minor what winning them cost. */
  servingMinor: number | null
  winningMinor: number | null
}

/** A recorded change of one file. Live screens and reactions in other domains follow these. */
export interface CustomerEvents {
  customerId: string
  id: string
  type: string
  actorId: string | null
  at: Moment
  /** Ids and field names only; never the words of a person. */
  data: Given<unknown>
}

/** What is true of one customer now, derived from its facts and kept right in the transaction that changes them. */
export interface CustomerFacts {
  customerId: string
  /** The company's day on which the 12-month windows end (inclusive). */
  asOf: string
  lastInAt: Moment | null
  lastOutAt: Moment | null
  lastContactAt: Moment | null
  firstOrderAt: Moment | null
  lastOrderAt: Moment | null
  orders12m: Given<number>
  /** Orders less returns in the 12 months that end on as_of, in the customer's currency. */
  revenue12mMinor: Given<number>
  /** The same for the 12 months before those. */
  revenuePrior12mMinor: Given<number>
  openPromises: Given<number>
  nextPromiseDue: string | null
  openVoices: Given<number>
  lastExpectation: number | null
  lastRecommend: number | null
  lastEase: number | null
  lastScoredAt: Moment | null
}

/** What the last run says of one customer. Amounts are in minor units of the customer's currency. */
export interface CustomerInsight {
  customerId: string
  runId: string
  /** Days on which they ordered. */
  orders: number
  firstDay: string | null
  lastDay: string | null
  asOf: string
  /** Chance that the customer is still active; null where no model could be fitted. */
  alive: number | null
  /** Orders expected within a year. */
  expectedOrders: number | null
  expectedSpendMinor: number | null
  /** Statistical value: discounted expected profit over the years assumed. */
  valueMinor: number | null
  /** Purchases of a year as fitted to the years behind, and growth_minor what they grow by each year. */
  yearlyMinor: number
  growthMinor: number
  /** Profit that is lost with the customer: the growing series times the profit share. */
  lossMinor: number
  /** Chance, in millionths, that they leave or buy less than half as often in the 90 days ahead. */
  leavingPpm: number
  /** leaving × loss: what the watch list is ordered by. */
  expectedLossMinor: number
  stage: 'avenger' | 'lapsed' | 'new' | 'regular' | 'loyal' | 'advocate' | null
  recencyScore: number | null
  frequencyScore: number | null
  moneyScore: number | null
  /** The expected loss in the company's currency, by which the watch list is ordered. */
  watchMinor: Given<number>
  wasLeavingPpm: number | null
  /** As the run of all customers before the last one said; was_leaving_ppm likewise. */
  wasWatchMinor: number | null
  changeMinor: GeneratedAlways<number | null>
  /** By recency, frequency and money. */
  segment: string | null
  /** What the last twelve months came to, less returns; costed_minor the part of it whose cost is known, and cost_minor what that part cost us. */
  yearMinor: Given<number>
  costedMinor: Given<number>
  costMinor: Given<number>
}

/** The words of the names in one file, by which it is found. Made of its customer and its contacts, in the transaction that changes them. */
export interface CustomerNames {
  customerId: string
  /** Words of the customer's own names as they are; words of its contacts' names after a dot. */
  tokens: string[]
}

/** The words of the customer's own names, one in each row, beside the name by which the list is in order. Made with customer_names. */
export interface CustomerWords {
  customerId: string
  /** Made of the word, so that a file has each word once. */
  id: string
  word: string
  name: string
}

/** A person or an organisation that buys or may buy. The head of one customer file. */
export interface Customers {
  id: string
  /** The short number people say aloud. From customer_numbers. */
  number: number
  kind: 'person' | 'organisation'
  name: string
  /** The same name in the other script: Latin beside Hebrew, or Hebrew beside Latin. */
  otherName: Given<string>
  /** The customer's key in the system the data came from. */
  ref: string | null
  /** Identity number (ת״ז) of a person, or registration number (ח״פ) of an organisation; digits, check digit verified. */
  taxId: string | null
  language: Given<'he' | 'en' | 'ar' | 'ru'>
  formOfAddress: Given<'f' | 'm' | 'x'>
  city: Given<string>
  country: Given<string>
  teamId: string
  ownerId: string | null
  tags: Given<string[]>
  customerSince: string | null
  currency: string
  paymentTermsDays: number | null
  creditLimitMinor: number | null
  /** What the customer owes us, in minor units of currency; negative is credit in their favour. Null: not known. */
  balanceMinor: number | null
  overdueMinor: number | null
  /** Grows with every edit of this row; an edit names the version it saw. */
  version: Given<number>
  createdAt: Moment
  updatedAt: Moment
  /** What a typed part of a name, reference or number is matched against. */
  searchText: GeneratedAlways<string | null>
}

/** One row once the demo company was asked for: which world, and how far it has been written. */
export interface DemoLoad {
  id: Given<number>
  seed: string
  customers: number
  /** The moment at which that world's three years end. */
  present: Moment
  /** The administrator who plays the first of its staff. */
  leadId: string | null
  state: Given<'waiting' | 'loading' | 'done' | 'failed'>
  loaded: Given<number>
}

/** Two files that surely or maybe are of one customer. Of no file: the two may live on different machines, and either may be gone. */
export interface DuplicatePairs {
  id: string
  oneId: string
  otherId: string
  verdict: 'surely' | 'maybe'
  /** Thousandths of a bit: log2 of how many times likelier this comparison is between files of one customer. */
  weight: number
  certainty: number
  /** Fields and how they agree; no values. */
  reasons: unknown
}

/** One search of all customers for duplicates. What the last one done found stands. */
export interface DuplicateRuns {
  id: string
  state: Given<'waiting' | 'running' | 'done' | 'failed' | 'cancelled'>
  /** Null where the night asked for it. */
  askedBy: string | null
  askedAt: Moment
  startedAt: Moment | null
  finishedAt: Moment | null
  progress: unknown | null
  report: unknown | null
  /** How often fields agree between files of one customer and of two, as fitted to this base. New customers are weighed by it. */
  model: unknown | null
}

/** What the orders of erased customers came to, month by month: sums of the company, of nobody in particular. */
export interface ErasedSales {
  month: string
  currency: string
  kind: 'order' | 'return'
  orders: number
  amountMinor: number
}

/** The ledger: who was erased, and when. The same lies in the folder ledger, so that it outlives the database and is carried out again on an older one. */
export interface Erasures {
  id: string
  /** The customer file that was. Not a reference. */
  fileId: string
  /** The one person that was erased from it; null: the whole file. */
  contactId: string | null
  erasedAt: Moment
  /** Null where a retention rule did it. Not a reference: a database brought back may be older than the person. */
  erasedBy: string | null
  /** Keyed digests of names, numbers and addresses: they tell whether a name asked about, or met in a file, is of somebody erased. */
  marks: string[]
}

/** Everything kept about a customer, or about one contact, packed for whoever asked. The bytes lie in the folder exports, under the id. */
export interface FileExports {
  customerId: string
  id: string
  contactId: string | null
  language: 'he' | 'en'
  askedBy: string
  askedAt: Moment
  state: Given<'waiting' | 'running' | 'done' | 'failed'>
  /** Rows and attachments packed, of total. */
  done: Given<number>
  total: Given<number>
  sizeBytes: number | null
  finishedAt: Moment | null
}

/** Where the company departs from the usual observance of an Israeli holiday. Dates come from the Hebrew calendar. */
export interface HolidayChoices {
  holiday: string
  observance: 'closed' | 'short' | 'open'
}

/** The journal of an import, one row for each batch, customer and entity. An undo works through it and removes it. */
export interface ImportChanges {
  customerId: string
  id: string
  importId: string
  entity: 'customer' | 'contact' | 'point' | 'order' | 'orderLine' | 'interaction'
  /** Ids of the rows the import created. */
  created: Given<string[]>
  /** For each id the import changed: its columns, each with the value before and after. */
  changed: unknown | null
}

/** How a file with this header was read last time. */
export interface ImportMappings {
  kind: string
  /** SHA-256 of the names of the columns. */
  header: string
  mapping: unknown
  usedAt: Moment
}

/** The same for products; changed is empty for one the import created. */
export interface ImportProductChanges {
  importId: string
  productId: string
  changed: unknown | null
}

/** Which rows of the file were not taken, and why. Their words stay in the file. */
export interface ImportRefusals {
  importId: string
  batch: number
  reason: string
  field: string
  rowNumbers: number[]
}

/** One file somebody handed over, and how far its import came. The bytes lie in the folder imports, under the id. */
export interface Imports {
  id: string
  kind: 'customers' | 'contacts' | 'products' | 'orders' | 'interactions'
  /** What the file was called. Shown only; never a path. */
  name: string
  sizeBytes: number
  format: 'csv' | 'vcard' | 'jcard'
  state: Given<'ready' | 'checking' | 'checked' | 'importing' | 'imported' | 'cancelled' | 'failed' | 'undoing' | 'undone'>
  mapping: unknown | null
  /** Batches of the file that are committed. After a crash the file is read again from its start and these are passed over. */
  batchesDone: Given<number>
  /** Facts are up to date for the touched customers up to this id. */
  factsAfter: string | null
  stopAsked: Given<boolean>
  progress: unknown | null
  forecast: unknown | null
  /** Counts of what was written so far, committed with each batch. */
  result: unknown | null
  undone: unknown | null
  problem: unknown | null
  createdBy: string
  createdAt: Moment
  finishedAt: Moment | null
  /** When the file itself was removed: by its age, or because of somebody who was erased. */
  forgottenAt: Moment | null
}

/** What a run says of the whole company, one row a page; the next run puts its own in their place. */
export interface InsightPages {
  page: 'churn' | 'back-test' | 'segments' | 'baskets' | 'value' | 'demand' | 'chain'
  runId: string
  asOf: string
  told: unknown
}

/** One computing of insight over all customers. The results of the last one done stand; a run that ends otherwise leaves no trace in them. */
export interface InsightRuns {
  id: string
  state: Given<'waiting' | 'running' | 'done' | 'failed' | 'cancelled'>
  /** Null where the night asked for it. */
  askedBy: string | null
  askedAt: Moment
  startedAt: Moment | null
  finishedAt: Moment | null
  progress: unknown | null
  /** The window of the data, the fitted models with their doubts, and what was found. */
  report: unknown | null
  codeVersion: string | null
  /** All customers, or those whose files changed since the last run. */
  scope: Given<'all' | 'changed'>
  /** What the run learned from everybody, by which customers whose files change are read until the next one. Of the last run alone. */
  learned: unknown | null
}

/** One row: what the company assumes when it computes what losing a customer costs. */
export interface InsightSettings {
  id: Given<number>
  /** Years a customer who stays would go on buying. */
  years: Given<number>
  /** Share of sales that is profit. */
  profitShare: Given<number>
  /** Yearly discount of the statistical value. */
  discount: Given<number>
  /** By currency, what one unit of it is in the company's; for the order of the watch list alone. */
  rates: Given<unknown>
  /** Who counts as gone: no purchase for so many of their own cycles, or for so many months. */
  churnBy: Given<'cycles' | 'months'>
  churnCycles: Given<number>
  churnMonths: Given<number>
  /** What winning customers cost in the last year, in the company's currency; keeping_minor what keeping them did. */
  winningMinor: number | null
  keepingMinor: number | null
  /** People an advocate tells well of us; avenger_reach those an avenger tells ill. */
  advocateReach: Given<number>
  avengerReach: Given<number>
}

/** One event in a channel, either direction, or a note among ourselves. */
export interface Interactions {
  customerId: string
  id: string
  channel: 'phone' | 'email' | 'sms' | 'whatsapp' | 'fax' | 'web_form' | 'web_chat' | 'branch_visit' | 'meeting' | 'letter' | 'order' | 'note'
  direction: 'in' | 'out' | 'internal'
  occurredAt: Moment
  recordedAt: Moment
  recordedBy: string | null
  /** Our person who took part. */
  userId: string | null
  contactId: string | null
  /** Events of one exchange share it; a first event carries its own id. */
  conversationId: string
  subject: Given<string>
  body: Given<string>
  /** What the customer asked for, in a line. */
  asked: Given<string>
  durationSeconds: number | null
  /** Where it came from, so that the same event never enters twice. */
  sourceKey: string | null
  /** What was heard in passing of other suppliers: prices compared, or somebody else in touch. */
  heard: 'price-comparison' | 'competitor-contact' | null
}

/** While one stands, nothing of the file is erased, whoever asks and whatever the rules say. */
export interface LegalHolds {
  customerId: string
  id: string
  reason: string
  placedBy: string
  placedAt: Moment
  releasedBy: string | null
  releasedAt: Moment | null
}

/** Somebody opened unusually many files in an hour. Stands until an administrator has looked into it. */
export interface LookAlerts {
  id: string
  userId: string
  raisedAt: Moment
  files: number
  /** What this person opened in a busy hour of the four weeks before. */
  usual: number
  settledAt: Moment | null
  settledBy: string | null
}

/** When reading is unusual: at least so many files in an hour, and so many times what the person usually opens in one. */
export interface LookRule {
  id: Given<number>
  atLeast: Given<number>
  times: Given<number>
}

/** Whose rows were whose before a merge, a few hundred in each row. An undo works through those of the merged file and removes them. */
export interface MergeJournal {
  customerId: string
  id: string
  mergeId: string
  /** The table the ids are of. */
  entity: string
  /** kept: rows the kept file had; merged: rows that came to it; aside: rows the kept file had alike, whole in was. */
  side: 'kept' | 'merged' | 'aside'
  ids: string[]
  /** For each id, of the columns that had to change on the way: the value before and after. Of rows set aside: all of them. */
  was: unknown | null
}

/** One file was merged into another. As long as it stands, whoever names the old id is led to the file its content is in now. */
export interface Merges {
  customerId: string
  id: string
  /** The file that was. Not a reference: it is none as long as the merge stands. */
  mergedId: string
  /** Merges of a file are undone in the opposite order: the highest that stands first. */
  place: number
  state: Given<'merging' | 'merged' | 'undoing' | 'undone'>
  askedBy: string | null
  askedAt: Moment
  mergedAt: Moment | null
  undoneBy: string | null
  undoneAt: Moment | null
  total: number | null
  done: Given<number>
  /** Which of the two files each detail was taken from; while a merge is being undone also what was decided about details edited since. */
  fields: unknown
  /** The rows of both customers as they were, and what the merge made of them. Emptied when it is undone. */
  heads: unknown | null
  /** Number, reference and tax id that the one file no longer shows: it is found by them all the same. */
  otherNumber: number | null
  otherRef: string | null
  otherTaxId: string | null
}

export interface Migrations {
  name: string
  sha256: string
  appliedAt: Given<Moment>
}

/** By which version of the rules of names the words of all files stand, and how far bringing them to a newer one has come. One row. */
export interface NameRules {
  id: Given<boolean>
  rules: Given<number>
  wanted: number | null
  reached: string | null
  done: Given<number>
  total: Given<number>
}

/** Every word that stands in a name, once: it grows with the language, not with the customers. */
export interface NameTokens {
  /** The word, normalised by names/. */
  token: string
  /** What it shares with words that may be the same name, in either script or with one error. */
  keys: string[]
  /** The version of the rules the keys were made by. */
  rules: number
  /** How many files held it when they were last counted; only decides between words about as alike. */
  bearers: Given<number>
}

/** Somebody said that these two files are not of one customer. No search brings the pair back; a file that is merged and comes back finds it again. */
export interface NotDuplicates {
  oneId: string
  otherId: string
  decidedBy: string | null
  decidedAt: Moment
}

/** When customers can reach us, in the company's time zone. 0 = Sunday. A day may have several spans. */
export interface OpeningHours {
  weekday: number
  opens: string
  closes: string
}

/** One product on an order. Negative quantities are returns. */
export interface OrderLines {
  customerId: string
  id: string
  orderId: string
  lineNo: number
  productId: string
  /** What the invoice called it, where that differs from the product's name. */
  description: string | null
  quantity: number
  /** In minor units, with fractions where a price has more digits than the currency. */
  unitPriceMinor: number
  /** quantity × unit_price_minor rounded half away from zero. */
  amountMinor: number
  /** What it cost us, where known. */
  costMinor: number | null
}

/** One order, or one return (a credit against earlier orders; its amounts are negative). */
export interface Orders {
  customerId: string
  id: string
  /** Theirs or another system's where one was given; else K- and the next of order_numbers. */
  number: string
  kind: Given<'order' | 'return'>
  orderedAt: Moment
  channel: Given<string>
  /** Any of our people who took the order. */
  takenBy: string | null
  contactId: string | null
  currency: string
  /** Sum of the lines in minor units; negative for a return. */
  amountMinor: number
  note: Given<string>
  createdAt: Moment
}

/** Public halves of passkeys: signing in without a password, or the second factor after one. */
export interface Passkeys {
  id: string
  userId: string
  credentialId: string
  name: string
  publicKey: Buffer
  /** Of the signatures made, where the device counts; one that falls back betrays a copy. */
  counter: number
  transports: Given<string[]>
  /** Kept by a password manager, not in one device only. */
  synced: boolean
  createdAt: Moment
  lastUsedAt: Moment | null
}

/** How this customer likes things done, and what they have asked us to keep in mind. */
export interface Preferences {
  customerId: string
  id: string
  kind: 'preference' | 'request'
  text: string
  createdBy: string | null
  createdAt: Moment
}

/** What goes with a product in the baskets of the last year, the nearest few, as the last run found it. */
export interface ProductCompanions {
  productId: string
  companionId: string
  /** Cosine of the two in the table of baskets. */
  similarity: number
  /** Baskets that hold both. */
  together: number
  /** Share of the baskets with the product that hold the companion too, and lift how many times its share in all baskets that is. */
  confidence: number
  lift: number
}

/** What we sell. */
export interface Products {
  id: string
  sku: string
  name: string
  category: Given<string>
  unitPriceMinor: number | null
  currency: string | null
  active: Given<boolean>
  /** When this name was last seen on a sale; among names that change, the latest wins. */
  nameAsOf: Moment | null
  createdAt: Moment
  updatedAt: Moment
  searchText: GeneratedAlways<string | null>
}

/** Something one of us told the customer we would do, by a day. */
export interface Promises {
  customerId: string
  id: string
  text: string
  dueOn: string
  keeperId: string
  madeBy: string | null
  madeAt: Moment
  interactionId: string | null
  /** Null while open; released when the customer let us off. */
  outcome: 'kept' | 'broken' | 'released' | null
  outcomeAt: Moment | null
  outcomeBy: string | null
}

/** Whose account at the company's provider is whose here: found by a verified e-mail once, by its subject from then on. */
export interface ProviderAccounts {
  issuer: string
  subject: string
  userId: string
  createdAt: Moment
}

/** Who has lately asked for much. Written every few seconds from memory, so that a restart forgets nobody; rows in the past are cleared away. */
export interface Rates {
  /** What is counted and for whom: "sign-in 203.0.113.7", "requests <user id>". */
  key: string
  /** Each request moves it on by its share of a second; who is too far ahead of the clock waits. */
  paidUntil: Moment
}

/** The way in for somebody who lost their second factor. Each works once; only its SHA-256 is kept. */
export interface RecoveryCodes {
  userId: string
  codeHash: Buffer
  usedAt: Moment | null
}

/** How long the company keeps a kind of data, where it chose otherwise than the usual. */
export interface RetentionRules {
  kind: string
  /** Null: for good. */
  days: number | null
}

/** What the rules removed on a night, counted by kind. */
export interface RetentionRuns {
  id: string
  ranAt: Moment
  removed: unknown
}

/** Whose files a role sees, and which fields are kept from it. A consultant sees only what was granted, whatever the scope. */
export interface RoleAccess {
  role: 'rep' | 'manager' | 'marketer' | 'trainer' | 'administrator' | 'consultant'
  /** own: files the person owns; team: of their teams; all: of the whole company. */
  scope: 'own' | 'team' | 'all'
  hidden: Given<string[]>
}

/** A list as somebody likes it: its filters, sort and columns, written as the link's search parameters. */
export interface SavedViews {
  id: string
  userId: string
  list: 'customers' | 'orders' | 'products'
  name: string
  query: string
  shared: Given<boolean>
  createdAt: Given<Moment>
}

/** The customer's own answer to one question. */
export interface Scores {
  customerId: string
  id: string
  /** expectation: compared with what you expected (1 low, 2 standard, 3 WOW). recommend: 0–10. ease: how easy was it, 1 hard – 7 easy. */
  question: 'expectation' | 'recommend' | 'ease'
  value: number
  comment: Given<string>
  givenAt: Moment
  recordedBy: string | null
  /** The employee the answer is about. */
  userId: string | null
  contactId: string | null
  interactionId: string | null
}

/** A choice of customers by what insight says of them, kept under a name to narrow any list by. */
export interface Segments {
  id: string
  userId: string
  name: string
  shared: Given<boolean>
  /** Any of these, or all where there is none; stages the same. */
  segments: Given<string[]>
  stages: Given<string[]>
  /** With at least this chance of leaving. */
  leavingFromPpm: number | null
  createdAt: Moment
}

/** One signed-in browser. Only the SHA-256 of its token is kept. */
export interface Sessions {
  tokenHash: Buffer
  userId: string
  createdAt: Given<Moment>
  expiresAt: Moment
  userAgent: Given<string>
  /** By which the person can name it; the token itself is nowhere. */
  id: string
  /** How the person came in. */
  way: 'password' | 'link' | 'passkey' | 'company'
  /** The network address it began at. */
  address: Given<string>
  /** Of its last request, to the minute. */
  lastSeenAt: Given<Moment>
  lastAddress: Given<string>
  /** When the person last proved who they are; what weighs most asks for it to be recent. */
  confirmedAt: Moment | null
}

/** Slows down guessing: the wait doubles with each failure. */
export interface SignInFailures {
  /** The SHA-256 of what was guessed at: an e-mail address, known or not, or the second factor of a person. */
  emailHash: Buffer
  failures: number
  lastFailedAt: Moment
  blockedUntil: Moment
}

/** How people here may come in. One row. */
export interface SignInPolicy {
  one: Given<boolean>
  /** People of these roles can do nothing before they have a second factor. */
  secondFactorRoles: Given<string[]>
  providerName: Given<string>
  /** The OpenID Connect provider of the company. */
  issuer: string | null
  clientId: string | null
  /** Sealed. It is never shown again. */
  clientSecret: Buffer | null
  /** The provider asks for a second factor itself, so that we need not. */
  providerAsksSecondFactor: Given<boolean>
  /** A session nobody used for so long ends by itself; null: only when its time is over. */
  idleHours: Given<number | null>
}

/** A dated, explained change in a relationship. It stays one signal as long as every run finds its cause again. */
export interface Signals {
  customerId: string
  id: string
  kind: 'order-silence' | 'gap-grows' | 'orders-shrink' | 'category-moved' | 'cycle-lengthens' | 'contact-silence' | 'score-fell' | 'complaint-unanswered' | 'wish-unanswered' | 'promise-broken' | 'debt' | 'contact-changed' | 'owner-changed' | 'price-comparison' | 'competitor-contact'
  /** What it is about within its kind: a complaint, a promise, a question, a category. */
  subject: Given<string>
  severity: number
  /** How surely something changed: 1 for what is a plain fact. */
  probability: number
  /** The numbers behind the sentence. */
  evidence: unknown
  raisedAt: Moment
  foundAt: Moment
  /** When a run no longer found its cause. */
  endedAt: Moment | null
  state: Given<'new' | 'seen' | 'acted' | 'helped' | 'not-helped' | 'false-alarm'>
  stateBy: string | null
  stateAt: Moment | null
  /** Of such signals on earlier days of this company, the share after which the customer left or shrank, less what people called false alarms. Null where too few were seen. */
  chance: number | null
  actionKind: 'promise' | 'interaction' | null
  /** The promise or the interaction in which somebody acted on it. */
  actionId: string | null
}

/** When a file last changed without an event being told in it, as when an import is taken back. Kept until it was read. */
export interface SilentChanges {
  customerId: string
  changedAt: Moment
}

export interface TeamMembers {
  teamId: string
  userId: string
}

/** A team serves customers; every customer belongs to exactly one. */
export interface Teams {
  id: string
  name: string
  createdAt: Given<Moment>
}

/** What a person has begun and not finished: the second step of a sign-in, a factor being added. Used once, within minutes. */
export interface Tickets {
  tokenHash: Buffer
  purpose: 'second-step' | 'totp' | 'passkey-add' | 'passkey-use' | 'company'
  userId: string | null
  data: Given<unknown>
  expiresAt: Moment
}

/** An authenticator app that has shown that it makes the right codes. */
export interface TotpFactors {
  userId: string
  /** Sealed: readable only with the key in the data folder. */
  secret: Buffer
  /** The half-minute of the newest code taken; it and older ones are refused. */
  lastStep: number
  createdAt: Moment
}

/** Our people. A user without a password has been invited and has not come in yet. */
export interface Users {
  id: string
  email: string
  name: string
  /** How Hebrew text speaks to this person: f, m, or x for neutral wording. */
  formOfAddress: Given<'f' | 'm' | 'x'>
  language: Given<'he' | 'en'>
  theme: Given<'system' | 'light' | 'dark'>
  role: 'rep' | 'manager' | 'marketer' | 'trainer' | 'administrator' | 'consultant'
  /** argon2id in PHC form; null until the invite is accepted. */
  passwordHash: string | null
  createdAt: Given<Moment>
  /** From this moment the person can no longer sign in; what they wrote stays theirs. */
  deactivatedAt: Moment | null
}

/** A wish or complaint that one of us heard and wrote down on the spot. */
export interface Voices {
  customerId: string
  id: string
  kind: 'wish' | 'complaint'
  text: string
  heardAt: Moment
  heardBy: string | null
  contactId: string | null
  interactionId: string | null
  answer: string | null
  answeredAt: Moment | null
  answeredBy: string | null
}

export interface Database {
  accessGrantFiles: AccessGrantFiles
  accessGrants: AccessGrants
  accessLinks: AccessLinks
  answeredRequests: AnsweredRequests
  apiKeys: ApiKeys
  attachments: Attachments
  auditEntries: AuditEntries
  auditSeals: AuditSeals
  auditUnsealed: AuditUnsealed
  backupPlan: BackupPlan
  backupRuns: BackupRuns
  closures: Closures
  company: Company
  contactPoints: ContactPoints
  contacts: Contacts
  customFields: CustomFields
  customValues: CustomValues
  customerAssumptions: CustomerAssumptions
  customerEvents: CustomerEvents
  customerFacts: CustomerFacts
  customerInsight: CustomerInsight
  customerNames: CustomerNames
  customerWords: CustomerWords
  customers: Customers
  demoLoad: DemoLoad
  duplicatePairs: DuplicatePairs
  duplicateRuns: DuplicateRuns
  erasedSales: ErasedSales
  erasures: Erasures
  fileExports: FileExports
  holidayChoices: HolidayChoices
  importChanges: ImportChanges
  importMappings: ImportMappings
  importProductChanges: ImportProductChanges
  importRefusals: ImportRefusals
  imports: Imports
  insightPages: InsightPages
  insightRuns: InsightRuns
  insightSettings: InsightSettings
  interactions: Interactions
  legalHolds: LegalHolds
  lookAlerts: LookAlerts
  lookRule: LookRule
  mergeJournal: MergeJournal
  merges: Merges
  migrations: Migrations
  nameRules: NameRules
  nameTokens: NameTokens
  notDuplicates: NotDuplicates
  openingHours: OpeningHours
  orderLines: OrderLines
  orders: Orders
  passkeys: Passkeys
  preferences: Preferences
  productCompanions: ProductCompanions
  products: Products
  promises: Promises
  providerAccounts: ProviderAccounts
  rates: Rates
  recoveryCodes: RecoveryCodes
  retentionRules: RetentionRules
  retentionRuns: RetentionRuns
  roleAccess: RoleAccess
  savedViews: SavedViews
  scores: Scores
  segments: Segments
  sessions: Sessions
  signInFailures: SignInFailures
  signInPolicy: SignInPolicy
  signals: Signals
  silentChanges: SilentChanges
  teamMembers: TeamMembers
  teams: Teams
  tickets: Tickets
  totpFactors: TotpFactors
  users: Users
  voices: Voices
}
