import { phrases } from './phrases.ts'
import * as plural from './plural.ts'

/** Two files of one customer become one, and can become two again. */
export const merging = phrases({
  mergeWith: { he: 'מיזוג עם תיק אחר', en: 'Merge with another file' },
  findOther: { he: 'התיק שיתמזג לכאן', en: 'The file to merge into this one' },
  findHint: { he: 'לפי שם, טלפון, דוא״ל או מספר', en: 'By name, phone, e-mail or number' },
  sameFile: { he: 'זה אותו תיק. יש לבחור תיק אחר.', en: 'That is this file. Choose another one.' },

  title: { he: 'מיזוג שני תיקים', en: 'Merge two files' },
  intro: {
    he: 'כל מה שיש בשני התיקים נשמר בתיק אחד. כאן בוחרים אילו פרטים יופיעו בו. אפשר לבטל את המיזוג בכל זמן.',
    en: 'Everything in both files is kept in one. Choose here which details it shows. The merge can be undone at any time.',
  },
  stays: { he: 'התיק שנשאר', en: 'The file that stays' },
  joins: { he: 'התיק שמתמזג', en: 'The file that joins it' },
  swap: { he: 'החלפה בין התיקים', en: 'Swap the two' },
  details: { he: 'הפרטים שיופיעו בתיק', en: 'Details the file will show' },
  detail: { he: 'פרט', en: 'Detail' },
  currency: { he: 'מטבע', en: 'Currency' },
  empty: { he: 'ריק', en: 'Empty' },
  tagsOfBoth: { he: 'התגיות של שני התיקים נשמרות', en: 'The tags of both are kept' },
  ownFields: {
    he: 'בשדות הנוספים נשאר הערך של התיק שנשאר, ושדה שריק בו מתמלא מהתיק השני.',
    en: 'Of custom fields, the values of the file that stays are kept; what is empty in it is filled from the other.',
  },
  alike: {
    he: (count: number) => plural.he(count, { one: 'פרט אחד זהה בשניהם', two: 'שני פרטים זהים בשניהם', other: (n) => `${n} פרטים זהים בשניהם` }),
    en: (count: number) => plural.en(count, { one: 'One detail is the same in both', other: (n) => `${n} details are the same in both` }),
  },
  willHold: { he: 'מה יהיה בתיק אחרי המיזוג', en: 'What the file will hold' },
  inBoth: {
    he: (kept: string, joined: string) => `${kept} כאן ועוד ${joined} מהתיק השני`,
    en: (kept: string, joined: string) => `${kept} here and ${joined} from the other`,
  },
  leads: {
    he: (name: string) => `קישורים, ייבוא ותוכנות שמכירים את ״⁨${name}⁩״ יגיעו מעכשיו לתיק שנשאר.`,
    en: (name: string) => `Links, imports and programs that know “⁨${name}⁩” will reach the file that stays.`,
  },
  entities: {
    contacts: { he: 'אנשי קשר', en: 'Contacts' },
    contact_points: { he: 'אמצעי קשר', en: 'Contact points' },
    preferences: { he: 'העדפות ובקשות קבועות', en: 'Preferences and standing requests' },
    interactions: { he: 'אירועי קשר', en: 'Entries' },
    promises: { he: 'התחייבויות', en: 'Promises' },
    orders: { he: 'הזמנות', en: 'Orders' },
    voices: { he: 'בקשות ותלונות', en: 'Wishes and complaints' },
    scores: { he: 'ציונים', en: 'Scores' },
  },
  merge: { he: 'מיזוג התיקים', en: 'Merge the files' },
  merging: { he: 'התיקים מתמזגים', en: 'The files are being merged' },
  mayLeave: { he: 'אפשר לעזוב את הדף. המיזוג ימשיך.', en: 'You may leave this page. The work goes on.' },
  merged: { he: 'התיקים מוזגו', en: 'The files were merged' },
  mergedWith: { he: (name: string, day: string) => `מוזג עם ״⁨${name}⁩״ ב־${day}`, en: (name: string, day: string) => `Merged with “⁨${name}⁩” on ${day}` },
  mergingWith: { he: (name: string) => `מתמזג עם ״⁨${name}⁩״`, en: (name: string) => `Being merged with “⁨${name}⁩”` },
  mergingWithAnother: { he: 'מתמזג עם תיק אחר', en: 'Being merged with another file' },
  undo: { he: 'ביטול המיזוג', en: 'Undo the merge' },
  laterFirst: { he: 'אפשר לבטל אחרי ביטול המיזוג המאוחר ממנו', en: 'Can be undone after the later merge is' },

  undoTitle: { he: 'ביטול מיזוג', en: 'Undo a merge' },
  undoIntro: {
    he: (name: string) => `״⁨${name}⁩״ יחזור להיות תיק נפרד, עם כל מה שהיה בו. מה שנוסף אחרי המיזוג יעבור לפי הבחירה כאן.`,
    en: (name: string) => `“⁨${name}⁩” becomes a file of its own again, with all it had. What was added since goes where you say here.`,
  },
  added: { he: 'מה נוסף אחרי המיזוג', en: 'Added since the merge' },
  nothingAdded: { he: 'לא נוסף דבר אחרי המיזוג.', en: 'Nothing was added since the merge.' },
  belongs: { he: 'לאיזה תיק זה שייך', en: 'Which file it belongs to' },
  staysHere: { he: 'נשאר כאן', en: 'Stays here' },
  goesBack: { he: 'עובר לתיק שנפרד', en: 'Goes with the other file' },
  moreAdded: {
    he: (count: number) =>
      plural.he(count, {
        one: 'ועוד אחד, שיעבור לתיק שנראה שהוא שייך אליו',
        two: 'ועוד שניים, שיעברו לתיק שנראה שהם שייכים אליו',
        other: (n) => `ועוד ${n}, שיעברו לתיק שנראה שהם שייכים אליו`,
      }),
    en: (count: number) =>
      plural.en(count, { one: 'And one more, which goes where it seems to belong', other: (n) => `And ${n} more, which go where they seem to belong` }),
  },
  edited: { he: 'פרטים שנערכו אחרי המיזוג', en: 'Details edited since the merge' },
  keepEdit: { he: 'להשאיר', en: 'Keep' },
  putBack: { he: 'להחזיר', en: 'Put back' },
  undoing: { he: 'התיקים נפרדים', en: 'The files are being parted' },
  undone: { he: 'המיזוג בוטל', en: 'The merge was undone' },
  openOther: { he: 'לתיק השני', en: 'To the other file' },
  back: { he: 'חזרה לתיק', en: 'Back to the file' },
})
