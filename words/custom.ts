import { phrases } from './phrases.ts'
import * as plural from './plural.ts'

/** Fields of a company's own, where they are read, filled and asked about. */
export const custom = phrases({
  title: { he: 'שדות נוספים', en: 'More about them' },
  missing: { he: 'עוד לא מולא', en: 'Not filled yet' },
  fillIn: { he: 'מילוי', en: 'Fill in' },
  fillTitle: { he: 'פרטים שחסרים בתיק', en: 'Details this file lacks' },
  more: { he: 'פרטים נוספים', en: 'More details' },
  yes: { he: 'כן', en: 'Yes' },
  no: { he: 'לא', en: 'No' },
  anything: { he: 'הכול', en: 'Any' },
  filter: { he: 'שדות נוספים', en: 'Custom fields' },
  filters: { he: 'סינון לפי שדות נוספים', en: 'Filter by custom fields' },
  none: { he: 'ללא', en: 'None' },
  from: { he: (label: string) => `${label}: מ־`, en: (label: string) => `${label}: from` },
  until: { he: (label: string) => `${label}: עד`, en: (label: string) => `${label}: to` },
  filterBy: { he: 'סינון לפי שדה נוסף', en: 'Filter by a custom field' },
  chooseField: { he: 'בחירת שדה', en: 'Choose a field' },
  isEmpty: { he: 'ריק', en: 'empty' },
  showEmpty: {
    he: (count: number) => plural.he(count, { one: 'הצגת עוד שדה אחד ריק', two: 'הצגת עוד שני שדות ריקים', other: (n) => `הצגת עוד ${n} שדות ריקים` }),
    en: (count: number) => plural.en(count, { one: 'Show one more empty field', other: (n) => `Show ${n} more empty fields` }),
  },
  showFilled: { he: 'הצגת השדות המלאים בלבד', en: 'Show only what is filled' },
})
