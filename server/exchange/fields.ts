/** What columns are called in files: the names of each field in Hebrew and English, as people and programs write them. */
import { type ImportKind, importFields } from '../../contract/exchange.ts'

/** Names of fields, most telling first. Compared without case, spaces and punctuation. */
const names: Record<string, string[]> = {
  customerRef: [
    'customer id',
    'customerid',
    'customer number',
    'customer no',
    'customer code',
    'customer ref',
    'client id',
    'account',
    'account number',
    'account id',
    'master id',
    'masterid',
    'member id',
    'מספר לקוח',
    'מס לקוח',
    'קוד לקוח',
    'מזהה לקוח',
    'מפתח לקוח',
    'חשבון',
    'מס׳ לקוח',
  ],
  customerName: [
    'customer name',
    'customer',
    'client',
    'client name',
    'company',
    'company name',
    'organization',
    'organisation',
    'שם לקוח',
    'לקוח',
    'שם הלקוח',
    'חברה',
    'שם חברה',
    'שם החברה',
    'ארגון',
  ],
  customerTaxId: ['customer tax id', 'company number', 'ח.פ. לקוח', 'חפ לקוח', 'עוסק מורשה', 'חפ', 'ח.פ.', 'ת.ז. לקוח'],
  customerEmail: ['customer email', 'client email', 'דואל לקוח', 'אימייל לקוח'],
  customerPhone: ['customer phone', 'client phone', 'טלפון לקוח'],
  customerCity: ['customer city', 'city', 'town', 'עיר', 'יישוב'],
  customerCountry: ['customer country', 'country', 'ארץ', 'מדינה'],
  number: [
    'invoice no',
    'invoiceno',
    'invoice',
    'invoice number',
    'invoice id',
    'order id',
    'orderid',
    'order number',
    'order no',
    'order',
    'document',
    'document number',
    'מספר הזמנה',
    'מס הזמנה',
    'הזמנה',
    'חשבונית',
    'מספר חשבונית',
    'מס חשבונית',
    'אסמכתא',
    'מספר מסמך',
  ],
  orderedAt: [
    'invoice date',
    'invoicedate',
    'order date',
    'orderdate',
    'date',
    'purchase date',
    'transaction date',
    'ordered at',
    'תאריך הזמנה',
    'תאריך חשבונית',
    'תאריך',
    'תאריך מסמך',
    'מועד',
  ],
  sku: [
    'stock code',
    'stockcode',
    'sku',
    'product id',
    'product code',
    'item code',
    'item id',
    'item no',
    'part number',
    'catalog number',
    'barcode',
    'מקט',
    'מק"ט',
    'קוד מוצר',
    'קוד פריט',
    'מספר פריט',
    'ברקוד',
  ],
  productName: [
    'description',
    'product name',
    'product',
    'item',
    'item name',
    'item description',
    'תיאור',
    'תאור',
    'שם מוצר',
    'מוצר',
    'שם פריט',
    'פריט',
    'תיאור פריט',
  ],
  productCategory: ['category', 'product category', 'department', 'sub category', 'קטגוריה', 'קבוצה', 'מחלקה', 'משפחה'],
  quantity: ['quantity', 'qty', 'units', 'count', 'cds', 'כמות', 'יחידות', 'כמ'],
  unitPrice: ['unit price', 'unitprice', 'price', 'price per unit', 'rate', 'מחיר יחידה', 'מחיר ליחידה', 'מחיר', 'מחיר יח'],
  amount: ['amount', 'sales', 'total', 'line total', 'revenue', 'sum', 'net amount', 'dollars', 'סכום', 'סהכ', 'סה"כ', 'סך הכל', 'סכום שורה'],
  cost: ['cost', 'line cost', 'עלות', 'סך עלות'],
  profit: ['profit', 'gross profit', 'margin', 'רווח', 'רווח גולמי'],
  ref: [
    'ref',
    'id',
    'reference',
    'external id',
    'key',
    'code',
    'customer id',
    'customer number',
    'customer code',
    'account number',
    'client id',
    'מספר לקוח',
    'קוד לקוח',
    'מזהה',
    'קוד',
    'מפתח',
    'מס לקוח',
  ],
  name: ['name', 'full name', 'display name', 'title name', 'שם', 'שם מלא'],
  firstName: ['first name', 'firstname', 'given name', 'givenname', 'שם פרטי'],
  lastName: ['last name', 'lastname', 'surname', 'family name', 'שם משפחה'],
  otherName: ['other name', 'othername', 'name in english', 'english name', 'latin name', 'hebrew name', 'שם באנגלית', 'שם לועזי', 'שם נוסף', 'שם בעברית'],
  kind: ['kind', 'type', 'customer type', 'סוג', 'סוג לקוח'],
  taxId: [
    'tax id',
    'taxid',
    'vat',
    'vat number',
    'vat id',
    'identity number',
    'id number',
    'soc sec id',
    'ח.פ.',
    'חפ',
    'ת.ז.',
    'תז',
    'תעודת זהות',
    'מספר זהות',
    'עוסק מורשה',
    'ח.פ./ת.ז.',
    'חפ תז',
    'מספר עוסק',
  ],
  email: ['email', 'e-mail', 'mail', 'email address', 'דואל', 'דוא"ל', 'אימייל', 'מייל', 'כתובת דואל', 'כתובת מייל'],
  phone: ['phone', 'telephone', 'phone number', 'tel', 'work phone', 'office phone', 'טלפון', 'טל', 'מספר טלפון', 'טלפון בעבודה'],
  mobile: ['mobile', 'cell', 'cellular', 'mobile phone', 'cell phone', 'נייד', 'טלפון נייד', 'סלולרי', 'פלאפון'],
  fax: ['fax', 'fax number', 'פקס'],
  address: ['address', 'street', 'street address', 'address 1', 'כתובת', 'רחוב'],
  city: ['city', 'town', 'עיר', 'יישוב'],
  country: ['country', 'ארץ', 'מדינה'],
  language: ['language', 'שפה'],
  tags: ['tags', 'labels', 'segment', 'תגיות', 'תוויות', 'פלח'],
  customerSince: ['customer since', 'since', 'joined', 'join date', 'לקוח מאז', 'תאריך הצטרפות'],
  balance: ['balance', 'יתרה', 'יתרת חוב'],
  overdue: ['overdue', 'debt', 'פיגור', 'חוב', 'חוב בפיגור'],
  creditLimit: ['credit limit', 'creditlimit', 'אובליגו', 'מסגרת אשראי', 'תקרת אשראי'],
  paymentTermsDays: ['payment terms', 'terms', 'paymenttermsdays', 'payment terms days', 'תנאי תשלום', 'ימי אשראי', 'שוטף'],
  owner: ['owner', 'account manager', 'sales rep', 'מנהל תיק', 'אחראי', 'סוכן', 'איש מכירות'],
  team: ['team', 'צוות'],
  jobTitle: ['job title', 'title', 'position', 'תפקיד'],
  contactRole: ['role', 'contact role', 'תפקיד בקשר'],
  fromDate: ['from', 'from date', 'start date', 'מתאריך'],
  untilDate: ['until', 'until date', 'end date', 'עד תאריך'],
  note: ['note', 'notes', 'comment', 'comments', 'הערה', 'הערות'],
  active: ['active', 'פעיל'],
  category: ['category', 'group', 'department', 'קטגוריה', 'קבוצה', 'מחלקה', 'משפחה'],
  occurredAt: ['date', 'time', 'when', 'occurred at', 'timestamp', 'date time', 'תאריך', 'מועד', 'תאריך ושעה'],
  channel: ['channel', 'medium', 'type', 'ערוץ', 'אמצעי', 'סוג'],
  direction: ['direction', 'כיוון'],
  subject: ['subject', 'topic', 'נושא'],
  body: ['body', 'text', 'message', 'content', 'description', 'notes', 'note', 'תוכן', 'טקסט', 'תיאור', 'הודעה', 'הערות'],
  asked: ['asked', 'request', 'בקשה', 'מה ביקש'],
  user: ['user', 'employee', 'agent', 'handled by', 'עובד', 'נציג', 'טופל על ידי'],
  sourceKey: ['source key', 'message id', 'event id', 'ticket', 'ticket id', 'id', 'מזהה', 'מספר פנייה'],
}

/** In these kinds a name serves another field than elsewhere. */
const apart: Partial<Record<ImportKind, Record<string, string[]>>> = {
  customers: {
    name: [
      'name',
      'customer name',
      'full name',
      'company',
      'company name',
      'client',
      'customer',
      'שם',
      'שם לקוח',
      'שם הלקוח',
      'שם מלא',
      'שם חברה',
      'שם העסק',
      'לקוח',
    ],
  },
  contacts: { name: ['name', 'full name', 'contact', 'contact name', 'contact person', 'שם', 'שם מלא', 'איש קשר', 'שם איש קשר'], ref: [] },
  products: {
    name: ['name', 'product name', 'description', 'item name', 'title', 'labels', 'שם', 'שם מוצר', 'תיאור', 'תאור', 'שם פריט'],
    sku: [...names.sku!, 'id', 'code', 'קוד', 'מזהה'],
  },
  orders: { kind: ['order type', 'document type', 'kind', 'סוג מסמך', 'סוג'] },
}

export const plainName = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Fields by the columns named for them. A column serves one field; the better name wins. */
export function proposeColumns(kind: ImportKind, header: readonly string[], own: readonly OwnNames[] = []): Record<string, number> {
  const plain = header.map(plainName)
  const bids: { field: string; column: number; rank: number }[] = importFields[kind].flatMap((field) =>
    namesOf(kind, field).flatMap((name, rank) => {
      const column = plain.indexOf(plainName(name))
      return column === -1 ? [] : [{ field, column, rank }]
    }),
  )
  for (const { field, names } of own)
    for (const [rank, name] of names.entries()) {
      const column = plain.indexOf(plainName(name))
      if (column !== -1) bids.push({ field, column, rank: rank === 0 ? 0 : afterOurs + rank })
    }
  const columns: Record<string, number> = {}
  const taken = new Set<number>()
  for (const { field, column } of bids.sort((a, b) => a.rank - b.rank)) {
    if (field in columns || taken.has(column)) continue
    columns[field] = column
    taken.add(column)
  }
  return columns
}

/** Names of a field of the company's own, its full name first. */
export type OwnNames = { field: string; names: readonly string[] }
/** A label that is also a name of a field everybody has means that one. */
const afterOurs = 1_000

const namesOf = (kind: ImportKind, field: string) => [field, ...(apart[kind]?.[field] ?? names[field] ?? [])]

/** The kind whose fields the header names best. */
export function guessKind(header: readonly string[]): ImportKind {
  const telling: Record<ImportKind, string[]> = {
    orders: ['number', 'orderedAt', 'quantity', 'amount', 'unitPrice', 'sku'],
    interactions: ['occurredAt', 'channel', 'direction', 'subject', 'body', 'asked'],
    products: ['sku', 'name', 'category', 'unitPrice'],
    contacts: ['jobTitle', 'contactRole', 'customerName', 'customerRef', 'name', 'fromDate'],
    customers: ['ref', 'name', 'firstName', 'email', 'phone', 'mobile', 'city', 'taxId', 'balance', 'address'],
  }
  const score = (kind: ImportKind) => {
    const found = proposeColumns(kind, header)
    if (kind === 'products' && !('sku' in found)) return 0
    return telling[kind].filter((field) => field in found).length / Math.min(telling[kind].length, 5)
  }
  return (Object.keys(telling) as ImportKind[]).map((kind) => ({ kind, score: score(kind) })).sort((a, b) => b.score - a.score)[0]!.kind
}
