import { phrases } from './phrases.ts'

type Facts = Record<string, string | number> | undefined

/** What went wrong, and what to do. One text for every code the contract knows. */
export const problems = phrases({
  problem: {
    'invalid': { he: 'יש פרטים שצריך לתקן.', en: 'Some details need correcting.' },
    'not-signed-in': { he: 'הכניסה למערכת הסתיימה. יש להיכנס שוב.', en: 'You are signed out. Please sign in again.' },
    'wrong-credentials': { he: 'הדוא״ל או הסיסמה אינם נכונים.', en: 'The e-mail or the password is not right.' },
    'wrong-code': {
      he: 'הקוד אינו נכון, או שכבר נעשה בו שימוש.',
      en: 'The code is not right, or it has been used already.',
    },
    'passkey-refused': { he: 'מפתח הגישה לא התקבל.', en: 'The passkey was not accepted.' },
    'too-late': { he: 'עבר יותר מדי זמן. יש להתחיל מחדש.', en: 'This took too long. Please start again.' },
    'no-account': {
      he: 'החשבון בחברה תקין, אבל אין לו משתמש פעיל בקשר. אפשר לבקש הזמנה ממי שמנהל את המערכת.',
      en: 'Your company account is fine, but nobody active here has its e-mail address. Ask your administrator for an invitation.',
    },
    'sealing-key-lost': {
      he: 'המפתח שפותח את הסודות השמורים בקשר אינו במקומו, ולכן אי אפשר להיכנס בדרך הזאת. אפשר להיכנס בסיסמה, במפתח גישה או בקוד שחזור, וכדאי לעדכן את מי שמנהל את המערכת.',
      en: 'The key that opens the secrets kept in Kesher is not there, so you cannot come in this way. Use a password, a passkey or a recovery code, and tell your administrator.',
    },
    'provider-failed': {
      he: 'שירות הכניסה של החברה לא השיב כראוי. אפשר לנסות שוב, או להיכנס בדרך אחרת.',
      en: 'Your company’s sign-in service did not answer properly. Try again, or come in another way.',
    },
    'confirm-first': { he: 'לפני הפעולה הזאת נדרש אימות זהות.', en: 'Please confirm who you are first.' },
    'second-factor-needed': {
      he: 'בתפקיד הזה נדרש אימות דו־שלבי. יש להוסיף אותו כדי להמשיך.',
      en: 'Your role needs a second factor. Add one to go on.',
    },
    'slow-down': {
      he: (facts: Facts) => `היו יותר מדי ניסיונות. אפשר לנסות שוב בעוד ${facts?.seconds ?? 60} שניות.`,
      en: (facts: Facts) => `Too many attempts. Try again in ${facts?.seconds ?? 60} seconds.`,
    },
    'not-allowed': { he: 'אין הרשאה לפעולה הזאת.', en: 'You may not do this.' },
    'not-found': { he: 'לא נמצא, או שאין הרשאה לראות.', en: 'Not found, or not yours to see.' },
    'link-used-up': {
      he: 'הקישור כבר נוצל או שפג תוקפו. אפשר לבקש חדש ממי שמנהל את המערכת.',
      en: 'This link was used or has expired. Ask your administrator for a new one.',
    },
    'already-set-up': { he: 'קשר כבר הוגדר.', en: 'Kesher is already set up.' },
    'changed-meanwhile': { he: 'מישהו שינה את הפרטים בינתיים.', en: 'Somebody changed this meanwhile.' },
    'already-exists': { he: 'כבר קיים.', en: 'It exists already.' },
    'still-in-use': { he: 'אי אפשר: זה עדיין בשימוש.', en: 'Not possible: it is still in use.' },
    'details-missing': {
      he: (facts: Facts) => `קודם צריך למלא בתיק: ${facts?.he ?? ''}.`,
      en: (facts: Facts) => `Please fill this in first: ${facts?.en ?? ''}.`,
    },
    'too-large': { he: 'הקובץ גדול מדי.', en: 'The file is too large.' },
    'unreadable-file': { he: 'אי אפשר לקרוא את הקובץ.', en: 'The file cannot be read.' },
    'wrong-state': { he: 'הפעולה כבר אינה אפשרית.', en: 'This is no longer possible.' },
    'on-hold': {
      he: 'התיק בשימור משפטי, ולכן אי אפשר למחוק ממנו דבר עד שהשימור יוסר.',
      en: 'The file is on legal hold: nothing of it can be erased until the hold is released.',
    },
    'key-reused': { he: 'הבקשה הזאת כבר נשלחה עם תוכן אחר.', en: 'This request was already sent with other content.' },
    'unavailable': {
      he: 'קשר אינו זמין כרגע. מה שנכתב נשמר כאן; ננסה שוב.',
      en: 'Kesher is not reachable right now. What you wrote is kept here; we will try again.',
    },
    'no-room': {
      he: 'בשרת של קשר נגמר המקום בדיסק, ולכן זה לא נשמר. כדאי לעדכן את מי שמנהל את המערכת ולנסות שוב אחר כך.',
      en: 'The disk of the Kesher server is full, so this was not saved. Tell your administrator, and try again later.',
    },
    'unexpected': { he: 'משהו השתבש אצלנו. מה שנכתב נשמר כאן.', en: 'Something broke on our side. What you wrote is kept here.' },
  },
  /** Follows `unexpected`, so that support can find the log line. */
  reference: { he: (id: string) => `מספר לפנייה: ${id}`, en: (id: string) => `Reference: ${id}` },
  field: {
    'required': { he: 'חובה למלא', en: 'Required' },
    'too-long': { he: 'ארוך מדי', en: 'Too long' },
    'too-short': { he: 'קצר מדי', en: 'Too short' },
    'too-small': { he: 'קטן מדי', en: 'Too small' },
    'too-large': { he: 'גדול מדי', en: 'Too large' },
    'malformed': { he: 'לא בתבנית הנכונה', en: 'Not in the right form' },
    'unknown': { he: 'לא מוכר', en: 'Not known' },
    'taken': { he: 'כבר בשימוש', en: 'Already taken' },
    'not-a-phone': { he: 'זה לא מספר טלפון', en: 'Not a phone number' },
    'not-an-email': { he: 'זו לא כתובת דוא״ל', en: 'Not an e-mail address' },
    'check-digit': { he: 'ספרת הביקורת אינה מתאימה', en: 'The check digit does not fit' },
    'not-a-date': { he: 'זה לא תאריך', en: 'Not a date' },
    'before-start': { he: 'לפני ההתחלה', en: 'Before the start' },
    'guessable': {
      he: 'קל מדי לנחש. כדאי לצרף כמה מילים שאין ביניהן קשר',
      en: 'Too easy to guess. A few words that have nothing to do with each other do well',
    },
    'weak-password': { he: 'נדרשים לפחות 10 תווים', en: 'At least 10 characters' },
    'not-an-address': { he: 'זו לא כתובת', en: 'Not an address' },
    'not-public': {
      he: 'שרת ברשת הפנימית. כדי לפנות אליו יש לציין אותו תחילה בהגדרות החברה.',
      en: 'A server in your own network. Name it in the company’s settings first.',
    },
    'not-the-name': { he: 'זה לא השם הרשום בתיק', en: 'Not the name on the file' },
    'not-a-folder': { he: 'זו לא תיקייה שאפשר לכתוב בה', en: 'Not a folder that can be written' },
  },
})
