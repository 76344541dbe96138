import { phrases } from './phrases.ts'

type Facts = Record<string, string | number>

/** Backups: what is kept, and what came of it. */
export const backup = phrases({
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
