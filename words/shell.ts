import { phrases } from './phrases.ts'
import * as plural from './plural.ts'

/** What stands around every page. */
export const shell = phrases({
  places: {
    day: { he: 'היום שלי', en: 'My day' },
    customers: { he: 'לקוחות', en: 'Customers' },
    orders: { he: 'הזמנות', en: 'Orders' },
    products: { he: 'מוצרים', en: 'Products' },
    watch: { he: 'רשימת מעקב', en: 'Watch' },
    insight: { he: 'תובנות', en: 'Insight' },
    voices: { he: 'קול הלקוח', en: 'Voices' },
    import: { he: 'ייבוא', en: 'Import' },
    settings: { he: 'הגדרות', en: 'Settings' },
  },
  record: { he: 'תיעוד', en: 'Record' },
  recordAnywhere: { he: 'תיעוד ללקוח…', en: 'Record for a customer…' },
  mainNavigation: { he: 'ניווט ראשי', en: 'Main navigation' },
  skip: { he: 'דילוג לתוכן', en: 'Skip to content' },
  searchOrGo: { he: 'חיפוש לקוח, או מעבר אל…', en: 'Find a customer, or go to…' },
  otherLanguage: { he: 'English', en: 'עברית' },
  theme: { he: 'מראה', en: 'Appearance' },
  themes: {
    system: { he: 'כמו במכשיר', en: 'Same as the device' },
    light: { he: 'בהיר', en: 'Light' },
    dark: { he: 'כהה', en: 'Dark' },
  },
  density: { he: 'שורות צפופות', en: 'Compact rows' },
  me: { he: 'האזור האישי', en: 'My profile' },
  personMenu: { he: (name: string) => `התפריט של ⁨${name}⁩`, en: (name: string) => `⁨${name}⁩’s menu` },
  signOut: { he: 'יציאה', en: 'Sign out' },
  shortcuts: { he: 'קיצורי מקלדת', en: 'Keyboard shortcuts' },
  shortcutsHint: { he: 'המקשים נקבעים לפי מקומם במקלדת, בכל שפה.', en: 'Keys go by their place on the keyboard, in any language.' },
  groups: {
    page: { he: 'בדף הזה', en: 'On this page' },
    record: { he: 'רישום', en: 'Record' },
    go: { he: 'מעבר', en: 'Go to' },
    do: { he: 'פעולות', en: 'Do' },
  },
  goTo: { he: (place: string) => `מעבר אל ${place}`, en: (place: string) => `Go to ${place}` },
  palette: { he: 'חיפוש ופעולות', en: 'Search and actions' },
  customersFound: { he: 'לקוחות', en: 'Customers' },
  typeMore: {
    he: 'אפשר להקליד חלק משם, טלפון, דוא״ל, מספר לקוח או מספר הזמנה.',
    en: 'Type part of a name, a phone, an e-mail, a customer number or an order number.',
  },
  noCustomer: { he: (text: string) => `לא נמצא לקוח עבור ״⁨${text}⁩״.`, en: (text: string) => `No customer found for “⁨${text}⁩”.` },
  matchedBy: {
    name: { he: 'שם', en: 'Name' },
    contact: { he: 'איש קשר', en: 'Contact' },
    phone: { he: 'טלפון', en: 'Phone' },
    email: { he: 'דוא״ל', en: 'E-mail' },
    order: { he: 'הזמנה', en: 'Order' },
    number: { he: 'מספר', en: 'Number' },
    field: { he: 'שדה', en: 'Field' },
  },
  toChoose: { he: 'בחירה', en: 'Choose' },
  toMove: { he: 'מעבר', en: 'Move' },
  toClose: { he: 'סגירה', en: 'Close' },
  keptHere: {
    he: (count: number) =>
      plural.he(count, {
        one: 'תיעוד אחד שמור במכשיר הזה עד שיישלח',
        two: 'שני תיעודים שמורים במכשיר הזה עד שיישלחו',
        other: (n) => `${n} תיעודים שמורים במכשיר הזה עד שיישלחו`,
      }),
    en: (count: number) =>
      plural.en(count, { one: 'One entry is kept on this device until it is sent', other: (n) => `${n} entries are kept on this device until they are sent` }),
  },
  offline: {
    he: 'אין חיבור לקשר. אפשר להמשיך לקרוא; מה שנכתב נשמר כאן עד שהחיבור יחזור.',
    en: 'Kesher cannot be reached. You can go on reading; what you write is kept here until it is back.',
  },
  fault: { he: 'הדף הזה נתקע', en: 'This page broke' },
  lost: { he: 'אין כאן דף', en: 'Nothing here' },
  lostHint: {
    he: 'ייתכן שהכתובת שגויה, שהדבר הוסר, או שאין הרשאה לראות אותו.',
    en: 'The address may be wrong, the thing may be gone, or it is not yours to see.',
  },
  home: { he: 'לדף הראשי', en: 'To the first page' },
})
