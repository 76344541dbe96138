import { phrases } from './phrases.ts'
import { en, he } from './plural.ts'

/** Files that are of one customer: the pairs, why, and what to do about them. */
export const duplicates = phrases({
  title: { he: 'כפילויות', en: 'Duplicates' },
  which: { he: 'מידת הוודאות', en: 'How sure' },
  verdict: { surely: { he: 'כפילות ודאית', en: 'Surely one customer' }, maybe: { he: 'כפילות אפשרית', en: 'Maybe one customer' } },
  verdicts: { surely: { he: 'ודאיות', en: 'Sure' }, maybe: { he: 'אפשריות', en: 'Possible' } },
  noneSure: { he: 'לא נמצאו כפילויות ודאיות.', en: 'No sure duplicates were found.' },
  noneMaybe: { he: 'לא נמצאו כפילויות אפשריות.', en: 'No possible duplicates were found.' },
  notSearched: {
    he: 'הלקוחות עוד לא נסרקו. הסריקה נעשית בכל לילה; מי שמנהל את המערכת יכול להתחיל אותה גם עכשיו.',
    en: 'The customers have not been searched yet. It happens every night; an administrator can also start it now.',
  },
  notYours: {
    he: 'הדף הזה פתוח למי שרואה מספרי זהות ואמצעי קשר ומותר לו לערוך תיקים.',
    en: 'This page is for those who see identity numbers and contact points and may edit files.',
  },
  searchNow: { he: 'סריקה עכשיו', en: 'Search now' },
  stop: { he: 'עצירה', en: 'Stop' },
  stage: {
    reading: { he: 'קריאת הלקוחות', en: 'Reading the customers' },
    fitting: { he: 'לימוד המאגר', en: 'Learning the base' },
    comparing: { he: 'השוואה', en: 'Comparing' },
    writing: { he: 'רישום התוצאות', en: 'Writing down the results' },
  },
  waiting: { he: 'הסריקה ממתינה לתורה', en: 'The search waits its turn' },
  left: {
    he: (seconds: number) =>
      seconds < 60 ? 'נותרה פחות מדקה' : he(Math.round(seconds / 60), { one: 'נותרה דקה', two: 'נותרו שתי דקות', other: (n) => `נותרו ${n} דקות` }),
    en: (seconds: number) =>
      seconds < 60 ? 'less than a minute left' : en(Math.round(seconds / 60), { one: 'one minute left', other: (n) => `${n} minutes left` }),
  },
  mayLeave: { he: 'אפשר לעבור לדף אחר.', en: 'You can leave this page.' },
  failed: { he: 'הסריקה האחרונה נכשלה; מוצגות התוצאות שלפניה.', en: 'The last search failed; what the one before it found is shown.' },
  lastSearch: { he: 'סריקה אחרונה:', en: 'Last search:' },
  speaksFor: { he: 'מה מחבר ביניהם', en: 'What speaks for it' },
  speaksAgainst: { he: 'מה מבדיל ביניהם', en: 'What speaks against it' },
  pairOf: { he: (one: string, other: string) => `${one} · ${other}`, en: (one: string, other: string) => `${one} · ${other}` },
  notDuplicates: { he: 'לא כפילות', en: 'Not duplicates' },
  noted: { he: 'נרשם: שני לקוחות שונים', en: 'Noted: two different customers' },
  merge: { he: 'מיזוג', en: 'Merge' },
  more: { he: 'עוד זוגות', en: 'More pairs' },
  number: { he: 'מספר', en: 'Number' },
  phones: { he: 'טלפון', en: 'Phone' },
  emails: { he: 'דוא״ל', en: 'E-mail' },
  taxId: { person: { he: 'תעודת זהות', en: 'Identity number' }, organisation: { he: 'ח״פ', en: 'Company number' } },
  city: { he: 'יישוב', en: 'City' },
  owner: { he: 'אחריות', en: 'Owner' },
  created: { he: 'נוסף', en: 'Added' },
  lastContact: { he: 'קשר אחרון', en: 'Last contact' },
  looksLike: { he: 'ייתכן שהלקוח כבר רשום:', en: 'This looks like a customer who is already here:' },
  nameLetters: {
    he: (letters: number) => `השם שונה ב${he(letters, { one: 'אות אחת', two: 'שתי אותיות', other: (n) => `־${n} אותיות` })}`,
    en: (letters: number) => `name differs by ${en(letters, { one: 'one letter', other: (n) => `${n} letters` })}`,
  },
  says: {
    name: {
      same: { he: 'אותו שם', en: 'same name' },
      alike: { he: 'אותו שם בכתיב אחר', en: 'same name, written differently' },
      within: { he: 'אותו שם, עם מילה נוספת', en: 'same name with a word more' },
      most: { he: 'רוב השם זהה', en: 'most of the name is the same' },
      part: { he: 'שם אחד הוא חלק מהאחר', en: 'one name is part of the other' },
      near: { he: 'שם דומה', en: 'similar name' },
      one: { he: 'מילה אחת משותפת בשם', en: 'one word of the name in common' },
      faint: { he: 'דמיון קל בשם', en: 'names faintly similar' },
      different: { he: 'שם אחר', en: 'different name' },
    },
    phone: {
      same: { he: 'אותו טלפון', en: 'same phone' },
      near: { he: 'הטלפון שונה בספרה אחת', en: 'phone differs by one digit' },
      different: { he: 'טלפון אחר', en: 'different phone' },
    },
    email: {
      same: { he: 'אותו דוא״ל', en: 'same e-mail' },
      near: { he: 'דוא״ל דומה', en: 'similar e-mail' },
      different: { he: 'דוא״ל אחר', en: 'different e-mail' },
    },
    taxId: {
      'same': { he: 'אותו מספר זהות או ח״פ', en: 'same identity number' },
      'one-error': { he: 'מספר הזהות שונה בספרה אחת', en: 'identity number differs by one digit' },
      'two-errors': { he: 'מספר הזהות שונה בשתי ספרות', en: 'identity number differs by two digits' },
      'different': { he: 'מספר זהות אחר', en: 'different identity number' },
    },
    birthDate: {
      same: { he: 'אותו תאריך לידה', en: 'same date of birth' },
      near: { he: 'תאריך לידה כמעט זהה', en: 'nearly the same date of birth' },
      part: { he: 'תאריך לידה דומה', en: 'similar date of birth' },
      different: { he: 'תאריך לידה אחר', en: 'different date of birth' },
    },
    city: {
      same: { he: 'אותו יישוב', en: 'same city' },
      alike: { he: 'שם יישוב דומה', en: 'similar city' },
      different: { he: 'יישוב אחר', en: 'different city' },
    },
    postcode: {
      same: { he: 'אותו מיקוד', en: 'same postcode' },
      near: { he: 'המיקוד שונה בספרה אחת', en: 'postcode differs by one digit' },
      different: { he: 'מיקוד אחר', en: 'different postcode' },
    },
    address: {
      same: { he: 'אותה כתובת', en: 'same address' },
      most: { he: 'כתובת כמעט זהה', en: 'nearly the same address' },
      half: { he: 'כתובת דומה', en: 'similar address' },
      little: { he: 'מעט משותף בכתובת', en: 'little of the address in common' },
      different: { he: 'כתובת אחרת', en: 'different address' },
    },
  },
})
