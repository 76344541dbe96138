import { phrases } from './phrases.ts'
import * as plural from './plural.ts'

/** What happened between us and the customer, and writing it down. */
export const interactions = phrases({
  channel: {
    phone: { he: 'שיחת טלפון', en: 'Call' },
    email: { he: 'דוא״ל', en: 'E-mail' },
    sms: { he: 'מסרון', en: 'SMS' },
    whatsapp: { he: 'וואטסאפ', en: 'WhatsApp' },
    fax: { he: 'פקס', en: 'Fax' },
    web_form: { he: 'טופס באתר', en: 'Web form' },
    web_chat: { he: 'צ׳אט באתר', en: 'Web chat' },
    branch_visit: { he: 'ביקור בסניף', en: 'Branch visit' },
    meeting: { he: 'פגישה', en: 'Meeting' },
    letter: { he: 'מכתב', en: 'Letter' },
    order: { he: 'הזמנה', en: 'Order' },
    note: { he: 'הערה פנימית', en: 'Private note' },
  },
  kind: {
    wish: { he: 'בקשה', en: 'Wish' },
    complaint: { he: 'תלונה', en: 'Complaint' },
    promise: { he: 'התחייבות', en: 'Promise' },
    score: { he: 'ציון', en: 'Score' },
  },
  /** Who turned to whom. */
  direction: {
    in: { he: 'מהלקוח אלינו', en: 'From the customer' },
    out: { he: 'מאיתנו ללקוח', en: 'From us' },
    internal: { he: 'בינינו', en: 'Among ourselves' },
  },
  directionLabel: { he: 'מי פנה', en: 'Who turned to whom' },
  outcome: {
    kept: { he: 'קוימה', en: 'Kept' },
    broken: { he: 'לא קוימה', en: 'Broken' },
    released: { he: 'הלקוח ויתר', en: 'Released' },
  },

  record: { he: 'תיעוד', en: 'Record' },
  recordFor: { he: (name: string) => `תיעוד: ${name}`, en: (name: string) => `Record: ${name}` },
  kindLabel: { he: 'מה לתעד', en: 'What to record' },
  moreKinds: { he: 'סוגים נוספים', en: 'More kinds' },
  chooseCustomer: { he: 'לקוח: שם, טלפון, דוא״ל או מספר', en: 'Customer: name, phone, e-mail or number' },
  otherCustomer: { he: 'לקוח אחר', en: 'Another customer' },

  /** What the one text field asks for, by kind. */
  ask: {
    event: { he: 'מה היה? הקלדת ‏/‏ בוחרת סוג אחר', en: 'What happened? Type / for another kind' },
    note: { he: 'הערה לצוות. הלקוח לא רואה אותה', en: 'A note for the team. The customer does not see it' },
    wish: { he: 'מה הלקוח מבקש, במילים שלו', en: 'What the customer wishes for, in their own words' },
    complaint: { he: 'על מה התלונה, במילים של הלקוח', en: 'What the complaint is, in the customer’s own words' },
    promise: { he: 'מה הובטח ללקוח', en: 'What the customer was told we would do' },
    score: { he: 'מה הלקוח אמר על השירות (לא חובה)', en: 'What the customer said about the service (optional)' },
  },
  text: { he: 'תוכן', en: 'Text' },
  subject: { he: 'נושא', en: 'Subject' },
  heard: {
    'price-comparison': { he: 'השוואת מחירים', en: 'Compares prices' },
    'competitor-contact': { he: 'קשר עם מתחרה', en: 'Competitor in touch' },
  },
  asked: { he: 'מה התבקש', en: 'What they asked for' },
  askedHint: { he: 'מה הלקוח ביקש? בשורה אחת', en: 'What did the customer ask for? In a line' },
  contact: { he: 'מול מי', en: 'With whom' },
  theCustomer: { he: 'הלקוח עצמו', en: 'The customer' },
  privateNote: { he: 'הערה פנימית: הלקוח לא רואה אותה', en: 'Private note: the customer does not see it' },

  answering: { he: 'המשך השיחה:', en: 'Continues:' },
  stopAnswering: { he: 'תיעוד כשיחה חדשה', en: 'Record as a new conversation' },

  addPromise: { he: 'הוספת התחייבות', en: 'Add a promise' },
  removePromise: { he: 'הסרת ההתחייבות', en: 'Remove the promise' },
  promiseText: { he: 'מה הובטח', en: 'What was promised' },
  dueOn: { he: 'עד מתי', en: 'By when' },
  due: {
    today: { he: 'היום', en: 'Today' },
    tomorrow: { he: 'מחר', en: 'Tomorrow' },
    week: { he: 'בעוד שבוע', en: 'In a week' },
    other: { he: 'תאריך אחר', en: 'Another day' },
  },

  expectation: { he: 'איך היה לעומת מה שציפית?', en: 'Compared with what you expected?' },
  expectationValue: {
    low: { he: 'פחות ממה שציפיתי', en: 'Below' },
    standard: { he: 'כמו שציפיתי', en: 'As expected' },
    wow: { he: 'וואו', en: 'WOW' },
  },
  recommend: { he: 'עד כמה סביר שתמליצו עלינו?', en: 'Would you recommend us?' },
  recommendEnds: { he: '0 בכלל לא · 10 בהחלט', en: '0 not at all · 10 certainly' },
  ease: { he: 'כמה קל היה?', en: 'How easy was it?' },
  easeEnds: { he: '1 קשה מאוד · 7 קל מאוד', en: '1 very hard · 7 very easy' },
  scoreNeeded: { he: 'חסר ציון: די בתשובה אחת', en: 'A score is missing: one answer is enough' },

  attach: { he: 'צירוף קובץ', en: 'Attach a file' },
  attachments: { he: 'קבצים מצורפים', en: 'Attachments' },
  dropHere: { he: 'אפשר לשחרר כאן את הקבצים', en: 'Drop the files here' },
  tooLarge: {
    he: (name: string, megabytes: number) => `הקובץ ⁨${name}⁩ גדול מ־${megabytes} מ״ב ולא צורף`,
    en: (name: string, megabytes: number) => `⁨${name}⁩ is larger than ${megabytes} MB and was not attached`,
  },

  filesLost: {
    he: (names: string) => `רענון הדף לא שומר קבצים. כדאי לצרף שוב: ${names}`,
    en: (names: string) => `Reloading the page does not keep files. Attach again: ${names}`,
  },

  recorded: { he: 'תועד בתיק', en: 'Recorded in the file' },
  takenBack: { he: 'התיעוד בוטל', en: 'Taken back' },
  keptHere: { he: 'אין חיבור. התיעוד נשמר במכשיר הזה ויישלח כשהחיבור יחזור', en: 'No connection. Kept on this device, to be sent when the connection is back' },
  waiting: {
    he: (count: number) => plural.he(count, { one: 'תיעוד אחד ממתין לשליחה', two: 'שני תיעודים ממתינים לשליחה', other: (n) => `${n} תיעודים ממתינים לשליחה` }),
    en: (count: number) => plural.en(count, { one: 'One entry waits to be sent', other: (n) => `${n} entries wait to be sent` }),
  },
  sendNow: { he: 'שליחה עכשיו', en: 'Send now' },
  discard: { he: 'מחיקה', en: 'Discard' },
})
