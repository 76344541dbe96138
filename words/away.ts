import { phrases } from './phrases.ts'

/** The page a browser shows while the database cannot be reached. */
export const away = phrases({
  title: { he: 'קשר ישוב בעוד רגע', en: 'Kesher will be back in a moment' },
  hint: {
    he: 'אין כרגע גישה למסד הנתונים. דבר לא אבד, והדף ייטען שוב מעצמו.',
    en: 'The database cannot be reached right now. Nothing is lost, and this page loads again by itself.',
  },
})
