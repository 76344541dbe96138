import { phrases } from './phrases.ts'
import * as plural from './plural.ts'

/** What people may ask about themselves, and how long anything is kept. */
export const rights = phrases({
  privacy: { he: 'פרטיות', en: 'Privacy' },
  exportTitle: { he: 'כל המידע על הלקוח', en: 'Everything about this customer' },
  exportText: {
    he: 'קובץ אחד ובו כל מה ששמור בתיק: מסמך לקריאה, כל הנתונים והקבצים המצורפים. מתאים למסירה למי שביקש לעיין במידע עליו.',
    en: 'One archive with all that is kept in the file: a document to read, all the data, and the attached files. For a person who asks what you keep about them.',
  },
  whose: { he: 'על מי', en: 'About whom' },
  wholeFile: { he: 'כל התיק', en: 'The whole file' },
  exportLanguage: { he: 'שפת המסמך', en: 'Language of the document' },
  hebrew: { he: 'עברית', en: 'Hebrew' },
  english: { he: 'אנגלית', en: 'English' },
  prepare: { he: 'הכנת הקובץ', en: 'Prepare it' },
  preparing: { he: 'הקובץ בהכנה', en: 'It is being prepared' },
  exportFailed: { he: 'ההכנה נכשלה. אפשר לנסות שוב.', en: 'It could not be prepared. Try again.' },
  download: { he: 'הורדה', en: 'Download' },
  askedBy: { he: (name: string) => `לבקשת ⁨${name}⁩`, en: (name: string) => `Asked for by ⁨${name}⁩` },

  holdTitle: { he: 'שימור משפטי', en: 'Legal hold' },
  holdText: {
    he: 'כל עוד יש שימור, אי אפשר למחוק דבר מהתיק: לא לפי בקשה ולא לפי כללי השמירה.',
    en: 'While a hold stands nothing of the file can be erased, by request or by rule.',
  },
  holdReason: { he: 'הסיבה', en: 'Reason' },
  place: { he: 'הטלת שימור', en: 'Place a hold' },
  placed: { he: 'התיק בשימור משפטי', en: 'The file is on hold' },
  release: { he: 'הסרת השימור', en: 'Release' },
  released: { he: 'השימור הוסר', en: 'The hold was released' },

  eraseTitle: { he: 'מחיקה לצמיתות', en: 'Erase for good' },
  eraseText: {
    he: 'התיק יימחק לצמיתות, ואיתו כל אירועי הקשר, ההזמנות, הקבצים ואנשי הקשר. אי אפשר לבטל, וגם שחזור מגיבוי לא יחזיר אותו.',
    en: 'The file is erased with every entry, order, attached file and contact in it. This cannot be undone, and no backup brings it back.',
  },
  eraseContactText: {
    he: 'איש הקשר יימחק לצמיתות, ואיתו אמצעי הקשר שלו ותוכן הדברים שאמר וכתב. אי אפשר לבטל, וגם שחזור מגיבוי לא יחזיר אותו.',
    en: 'The contact is erased with their contact points and the words of what they said and wrote. This cannot be undone, and no backup brings them back.',
  },
  typeName: { he: (name: string) => `לאישור יש להקליד את השם: ⁨${name}⁩`, en: (name: string) => `To confirm, type the name: ⁨${name}⁩` },
  erase: { he: 'מחיקה לצמיתות', en: 'Erase for good' },
  erased: { he: 'נמחק לצמיתות', en: 'Erased for good' },
  onHold: { he: 'התיק בשימור משפטי, ולכן אי אפשר למחוק.', en: 'The file is on hold, so it cannot be erased.' },

  retentionTitle: { he: 'כמה זמן נשמר כל דבר', en: 'How long things are kept' },
  retentionText: {
    he: 'מה שעבר זמנו נמחק בלילה. תיקי לקוחות נשמרים תמיד, אלא אם נקבע כאן אחרת.',
    en: 'What is past its time is removed at night. Customer files stay for good unless you say otherwise here.',
  },
  kind: {
    'quiet-files': { he: 'תיקי לקוחות שלא קנו ושאין איתם קשר', en: 'Files of customers who never bought, without contact' },
    'interactions': { he: 'אירועי קשר של לקוחות שלא קנו', en: 'Entries of customers who never bought' },
    'refused-rows': { he: 'שורות שנדחו בייבוא', en: 'Rows an import refused' },
    'import-files': { he: 'קובצי ייבוא', en: 'Imported files' },
    'import-journals': { he: 'יומני ייבוא (לביטול ייבוא)', en: 'Import journals (to take an import back)' },
    'exports': { he: 'קובצי מידע שהוכנו ללקוחות', en: 'Archives prepared for customers' },
    'sessions': { he: 'כניסות למערכת שהסתיימו', en: 'Sessions that have ended' },
    'sign-in-failures': { he: 'ניסיונות כניסה שנכשלו', en: 'Failed sign-ins' },
    'erased-sales': { he: 'סכומי מכירות של לקוחות שנמחקו, בלי שמות', en: 'Sales sums of erased customers, without names' },
  },
  what: { he: 'מה', en: 'What' },
  kept: { he: 'נשמר', en: 'Kept' },
  forGood: { he: 'תמיד', en: 'For good' },
  days: {
    he: (count: number) => plural.he(count, { one: 'יום אחד', two: 'יומיים', other: (n) => `${n} ימים` }),
    en: (count: number) => plural.en(count, { one: 'one day', other: (n) => `${n} days` }),
  },
  change: { he: 'שינוי', en: 'Change' },
  daysLabel: { he: 'מספר ימים', en: 'Number of days' },
  daysHint: { he: 'ריק: נשמר תמיד', en: 'Empty: kept for good' },
  wouldRemove: {
    he: (count: number) =>
      plural.he(count, { one: 'הכלל היה מוחק היום פריט אחד', two: 'הכלל היה מוחק היום שני פריטים', other: (n) => `הכלל היה מוחק היום ${n} פריטים` }),
    en: (count: number) => plural.en(count, { one: 'Today it would remove one item', other: (n) => `Today it would remove ${n} items` }),
  },
  ruleSaved: { he: 'הכלל נשמר', en: 'The rule was saved' },
  runsTitle: { he: 'מה נמחק לאחרונה', en: 'What was removed lately' },
  nothingRemoved: { he: 'עוד לא נמחק דבר לפי הכללים.', en: 'The rules have not removed anything yet.' },

  ledgerTitle: { he: 'פנקס המחיקות', en: 'Ledger of erasures' },
  ledgerText: {
    he: 'מי נמחק ומתי, בלי שמות. הפנקס נשמר גם מחוץ למסד הנתונים, ולכן אחרי שחזור מגיבוי ישן המחיקות מבוצעות שוב.',
    en: 'Who was erased and when, without names. It is kept outside the database too, so that after an old backup is restored the erasures are carried out again.',
  },
  about: { he: 'בדיקה אם מישהו נמחק: שם, טלפון, דוא״ל או מספר מזהה', en: 'Was somebody erased? A name, phone, e-mail or identity number' },
  check: { he: 'בדיקה', en: 'Check' },
  when: { he: 'מתי', en: 'When' },
  by: { he: 'על ידי', en: 'By' },
  byRule: { he: 'כלל שמירה', en: 'A retention rule' },
  file: { he: 'תיק', en: 'File' },
  wholeOrPart: { whole: { he: 'תיק שלם', en: 'Whole file' }, contact: { he: 'איש קשר', en: 'One contact' } },
  noErasures: { he: 'איש עוד לא נמחק.', en: 'Nobody has been erased.' },
  notErased: { he: 'לא נמצאה מחיקה של מי שמתאים לזה.', en: 'Nobody of that description was erased.' },
  notYours: { he: 'הפרטיות והשמירה הן בידי מי שמנהל את המערכת.', en: 'Privacy and retention are for administrators.' },
})
