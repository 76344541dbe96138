import { phrases } from './phrases.ts'
import * as plural from './plural.ts'

/** What many screens say. */
export const common = phrases({
  appName: { he: 'קשר', en: 'Kesher' },
  save: { he: 'שמירה', en: 'Save' },
  cancel: { he: 'ביטול', en: 'Cancel' },
  close: { he: 'סגירה', en: 'Close' },
  add: { he: 'הוספה', en: 'Add' },
  remove: { he: 'הסרה', en: 'Remove' },
  edit: { he: 'עריכה', en: 'Edit' },
  undo: { he: 'ביטול הפעולה', en: 'Undo' },
  search: { he: 'חיפוש', en: 'Search' },
  back: { he: 'חזרה', en: 'Back' },
  next: { he: 'המשך', en: 'Next' },
  retry: { he: 'ניסיון נוסף', en: 'Try again' },
  loading: { he: 'בטעינה…', en: 'Loading…' },
  none: { he: 'אין', en: 'None' },
  yes: { he: 'כן', en: 'Yes' },
  no: { he: 'לא', en: 'No' },
  more: { he: 'עוד', en: 'More' },
  choose: { he: 'בחירה…', en: 'Choose…' },
  clear: { he: 'ניקוי', en: 'Clear' },
  nothingFound: { he: 'לא נמצא דבר', en: 'Nothing found' },
  notices: { he: 'הודעות', en: 'Notices' },
  saved: { he: 'נשמר', en: 'Saved' },
  changed: { he: 'עודכן', en: 'Updated' },
  seconds: {
    he: (count: number) => plural.he(count, { one: 'שנייה', two: 'שתי שניות', other: (n) => `${n} שניות` }),
    en: (count: number) => plural.en(count, { one: 'a second', other: (n) => `${n} seconds` }),
  },
  customers: {
    he: (count: number) => plural.he(count, { one: 'לקוח אחד', two: 'שני לקוחות', other: (n) => `${n} לקוחות` }),
    en: (count: number) => plural.en(count, { one: 'one customer', other: (n) => `${n} customers` }),
  },
})
