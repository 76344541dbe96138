import { phrases } from './phrases.ts'

type Facts = Record<string, string | number>

/** Backups: what is kept, and what came of it. */
export const backup = phrases({
  now: { he: 'המצב עכשיו', en: 'How it stands' },
  lastSet: { he: 'גיבוי אחרון', en: 'Last backup' },
  lastDrill: { he: 'תרגול שחזור אחרון', en: 'Last restore drill' },
  size: { he: 'גודל', en: 'Size' },
  megabytes: { he: (size: string) => `${size} מ״ב`, en: (size: string) => `${size} MB` },
  until: { he: 'אפשר לחזור לכל רגע עד', en: 'Any moment can be restored, up to' },
  never: { he: 'עדיין לא', en: 'Not yet' },
  passed: { he: 'עבר', en: 'Passed' },
  failed: { he: 'נכשל', en: 'Failed' },
  done: { he: 'הושלם', en: 'Done' },
  running: { he: 'רץ עכשיו', en: 'Running' },
  waiting: { he: 'ממתין לתורו', en: 'Waiting its turn' },
  compared: {
    he: (tables: number, files: number) => `${tables} טבלאות הושוו, ${files} קבצים`,
    en: (tables: number, files: number) => `${tables} tables compared, ${files} files`,
  },
  backUpNow: { he: 'גיבוי עכשיו', en: 'Back up now' },
  drillNow: { he: 'תרגול שחזור', en: 'Try a restore' },
  stage: {
    cluster: { he: 'העתקת מסד הנתונים', en: 'Copying the database' },
    files: { he: 'העתקת הקבצים', en: 'Copying the files' },
    proof: { he: 'רישום תוכן הטבלאות להשוואה', en: 'Noting what every table holds' },
    forgetting: { he: 'פינוי גיבויים ישנים', en: 'Clearing out old backups' },
    choosing: { he: 'בחירת הגיבוי', en: 'Choosing the backup' },
    reading: { he: 'קריאה ובדיקה של הגיבוי', en: 'Reading and checking the backup' },
    replaying: { he: 'הרצת היומן', en: 'Replaying the log' },
    migrating: { he: 'עדכון המבנה', en: 'Bringing it up to date' },
    after: { he: 'השלמות אחרי שחזור', en: 'What must be done after a restore' },
  },
  plan: { he: 'תוכנית הגיבוי', en: 'The plan' },
  place: { he: 'תיקיית הגיבוי', en: 'Backup folder' },
  placeHint: {
    he: 'תיקייה במחשב שקשר רץ בו, רצוי כונן אחר או שרת אחר. כשהשדה ריק הגיבוי נשמר ליד הנתונים, ואינו מגן מפני תקלה בדיסק.',
    en: 'A folder of the machine Kesher runs on, best on another disk or server. Left empty, backups lie beside the data and do not survive its disk.',
  },
  every: { he: 'תדירות', en: 'How often' },
  everyChoice: {
    'six-hours': { he: 'כל שש שעות', en: 'Every six hours' },
    'day': { he: 'כל יום', en: 'Every day' },
    'week': { he: 'כל שבוע, בשבת', en: 'Every week, on Saturday' },
    'never': { he: 'רק לפי בקשה', en: 'Only when asked' },
  },
  hour: { he: 'שעה', en: 'Hour' },
  kept: { he: 'כמה גיבויים לשמור', en: 'Backups kept' },
  drill: { he: 'תרגול שחזור', en: 'Restore drill' },
  drillHint: {
    he: 'הגיבוי האחרון משוחזר בצד, וכל הטבלאות מושוות למה שהיה בהן.',
    en: 'The newest backup is restored aside, and every table is compared with what it held.',
  },
  drillChoice: {
    day: { he: 'כל יום', en: 'Every day' },
    week: { he: 'כל שבוע', en: 'Every week' },
    month: { he: 'כל חודש', en: 'Every month' },
    never: { he: 'רק לפי בקשה', en: 'Only when asked' },
  },
  saved: { he: 'תוכנית הגיבוי נשמרה', en: 'The plan was saved' },
  besideData: {
    he: 'הגיבויים נשמרים על אותו דיסק כמו הנתונים. תיקייה על כונן או שרת אחר תגן גם מפני תקלה בדיסק.',
    en: 'Backups lie on the same disk as the data. A folder on another disk or server would survive its loss.',
  },
  keyTitle: { he: 'מפתח הגיבוי', en: 'The backup key' },
  keyText: {
    he: 'הגיבויים מוצפנים במפתח ששמור בקובץ הזה. יש לשמור עותק שלו הרחק מהמחשב ומהגיבויים, על נייר או בכספת סיסמאות: בלי המפתח אי אפשר לפתוח אף גיבוי, ומי שמחזיק בו יכול לקרוא את כולם.',
    en: 'Backups are encrypted with the key in this file. Keep a copy away from this machine and from the backups, on paper or in a password safe: without the key no backup can be opened, and whoever has it can read them all.',
  },
  keyFile: { he: 'קובץ המפתח', en: 'Key file' },
  keyId: { he: 'סימן המפתח', en: 'Fingerprint' },
  noKey: { he: 'נוצר עם הגיבוי הראשון', en: 'Made with the first backup' },
  yourServer: {
    he: 'מסד הנתונים הוא שרת PostgreSQL שלכם. את המסד יש לגבות שם, בכלים כמו pgBackRest או pg_basebackup. כאן מגובים רק הקבצים המצורפים והמיובאים.',
    en: 'The database is a PostgreSQL of yours. Back it up where it runs, with pgBackRest or pg_basebackup. Only attachments and imported files are backed up here.',
  },
  history: { he: 'גיבויים ותרגולים קודמים', en: 'Earlier backups and drills' },
  what: { he: 'פעולה', en: 'What' },
  when: { he: 'מתי', en: 'When' },
  took: { he: 'משך', en: 'Took' },
  seconds: { he: (seconds: string) => `${seconds} שניות`, en: (seconds: string) => `${seconds} s` },
  outcome: { he: 'תוצאה', en: 'Outcome' },
  kind: { set: { he: 'גיבוי', en: 'Backup' }, drill: { he: 'תרגול שחזור', en: 'Restore drill' } },
  restoreText: {
    he: 'שחזור נעשה בשורת הפקודה, אל תיקייה חדשה:',
    en: 'A restore is done on the command line, into a new folder:',
  },
  notYours: { he: 'הגיבויים שמורים למי שמנהל את המערכת.', en: 'Backups are for administrators.' },
  fault: {
    'damaged': {
      he: ({ file }: Facts) => `הקובץ ⁨${file}⁩ בגיבוי פגום. שום דבר לא שוחזר ממנו.`,
      en: ({ file }: Facts) => `The backup is damaged: ${file} is not as it was written. Nothing was restored from it.`,
    },
    'wrong-key': {
      he: ({ key, given }: Facts) => `הגיבוי ננעל במפתח אחר (⁨${key}⁩), לא במפתח שניתן (⁨${given}⁩).`,
      en: ({ file, key, given }: Facts) => `${file} was sealed with another key (${key}); the key given is ${given}.`,
    },
    'no-key': {
      he: ({ file }: Facts) => `אין מפתח גיבוי בקובץ ⁨${file}⁩.`,
      en: ({ file }: Facts) => `There is no backup key in ${file}. Name the key file with --key or KESHER_BACKUP_KEY.`,
    },
    'no-set': {
      he: ({ folder }: Facts) => `אין בתיקייה ⁨${folder}⁩ גיבוי מתאים.`,
      en: ({ folder, moment }: Facts) =>
        moment ? `${folder} holds no such backup. The earliest moment kept there is ${moment}.` : `${folder} holds no backup.`,
    },
    'log-gap': {
      he: ({ file }: Facts) => `יומן הגיבוי אינו רציף: חסר ⁨${file}⁩.`,
      en: ({ file }: Facts) => `The log has a gap: ${file} is missing. A moment before the gap can still be restored.`,
    },
    'beyond-log': {
      he: ({ until }: Facts) => `הגיבוי מגיע רק עד ⁨${until}⁩.`,
      en: ({ moment, until }: Facts) => `${moment} is later than what is kept, which ends at ${until}. Use --to newest for that.`,
    },
    'damaged-page': {
      he: ({ file, page }: Facts) => `דף ${page} בקובץ ⁨${file}⁩ של מסד הנתונים נפגם בדיסק. הגיבוי לא נשמר; הגיבויים הקודמים נשארו.`,
      en: ({ file, page }: Facts) =>
        `Page ${page} of ${file} in the database is damaged on the disk. This backup was not kept; the earlier ones are. Check the disk.`,
    },
    'foreign-place': {
      he: ({ folder }: Facts) => `בתיקייה ⁨${folder}⁩ שמורים גיבויים של מערכת אחרת. צריך לבחור תיקייה אחרת.`,
      en: ({ folder }: Facts) => `${folder} holds the backups of another Kesher. Choose another folder.`,
    },
    'newer': {
      he: ({ version }: Facts) => `הגיבוי נוצר בגרסה חדשה יותר (⁨${version}⁩). צריך לשדרג קודם.`,
      en: ({ version }: Facts) => `This backup was made by a newer Kesher (${version}). Upgrade first.`,
    },
    'no-room': {
      he: ({ folder }: Facts) => `אין די מקום פנוי עבור ⁨${folder}⁩. שום גיבוי קיים לא נפגע.`,
      en: ({ folder }: Facts) => `There is not enough room for ${folder}. No earlier backup was touched.`,
    },
    'place-away': {
      he: ({ folder }: Facts) => `אי אפשר להגיע אל ⁨${folder}⁩.`,
      en: ({ folder, code }: Facts) => `${folder} cannot be reached or written (${code}).`,
    },
    'not-empty': {
      he: ({ folder }: Facts) => `התיקייה ⁨${folder}⁩ אינה ריקה.`,
      en: ({ folder }: Facts) => `${folder} is not empty. Restore into a new folder with --into, or move this one away first.`,
    },
    'archiving-off': {
      he: 'מסד הנתונים אינו שומר את היומן שלו. צריך להפעיל את קשר מחדש ולנסות שוב.',
      en: 'The database does not hand over its log. Restart Kesher and try again; if it stays so, its disk may be full.',
    },
    'own-server': {
      he: 'מסד הנתונים הוא שרת PostgreSQL שלכם, ולכן קשר מגבה רק את הקבצים שלידו.',
      en: 'The database is a PostgreSQL of yours (DATABASE_URL); Kesher backs up only the files beside it.',
    },
    'busy': { he: 'גיבוי אחר כבר רץ. כדאי לנסות שוב בעוד כמה דקות.', en: 'Another backup is at work. Try again in a few minutes.' },
    'tables-differ': {
      he: ({ tables }: Facts) => `אחרי השחזור היה תוכן אחר בטבלאות: ⁨${tables}⁩.`,
      en: ({ tables }: Facts) => `After the restore these tables did not hold what they held before: ${tables}.`,
    },
    'files-missing': {
      he: ({ count }: Facts) => `אחרי השחזור חסרו ${count} קבצים מצורפים.`,
      en: ({ count }: Facts) => `After the restore ${count} attachments were missing.`,
    },
    'interrupted': { he: 'הפעולה נקטעה באמצע.', en: 'It was interrupted.' },
    'unexpected': { he: 'משהו השתבש. הפרטים ביומן המערכת.', en: 'Something broke. The details are in the log.' },
  },
})
