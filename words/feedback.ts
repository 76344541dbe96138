import { phrases } from './phrases.ts'

/** Wishes and complaints. */
export const feedback = phrases({
  title: { he: 'קול הלקוח', en: 'Voice of the customer' },
  kind: { wish: { he: 'בקשה', en: 'Wish' }, complaint: { he: 'תלונה', en: 'Complaint' } },
  kinds: { wish: { he: 'בקשות', en: 'Wishes' }, complaint: { he: 'תלונות', en: 'Complaints' } },
  kindLabel: { he: 'סוג', en: 'Kind' },
  anyKind: { he: 'בקשות ותלונות', en: 'Wishes and complaints' },
  state: { he: 'מצב', en: 'State' },
  open: { he: 'ממתינות למענה', en: 'Waiting for an answer' },
  answered: { he: 'נענו', en: 'Answered' },
  all: { he: 'הכול', en: 'All' },
  customer: { he: 'לקוח', en: 'Customer' },
  words: { he: 'במילים של הלקוח', en: 'In the customer’s words' },
  heardAt: { he: 'נשמע', en: 'Heard' },
  heardBy: { he: 'מי שמע', en: 'Heard by' },
  from: { he: 'מפי', en: 'From' },
  answer: { he: 'מה נאמר ללקוח', en: 'What the customer was told' },
  answerIt: { he: 'מענה', en: 'Answer' },
  changeAnswer: { he: 'עדכון המענה', en: 'Change the answer' },
  answerHint: { he: 'מה נעשה, ומה נאמר ללקוח', en: 'What was done, and what the customer was told' },
  saveAnswer: { he: 'שמירת המענה', en: 'Save the answer' },
  answerSaved: { he: 'המענה נשמר', en: 'The answer was saved' },
  waiting: { he: 'ממתינה למענה', en: 'Waiting' },
  openFile: { he: 'לתיק הלקוח', en: 'Open the file' },
  noneFound: { he: 'אין בקשות או תלונות שמתאימות לסינון.', en: 'No wishes or complaints match.' },
  none: {
    he: 'עוד לא נרשמו בקשות או תלונות. כל מי ששומע לקוח יכול לרשום אותן בתיק, בעשר שניות.',
    en: 'No wishes or complaints yet. Whoever hears a customer can write one down in the file, in ten seconds.',
  },
  noneOpen: { he: 'אין מה שממתין למענה.', en: 'Nothing waits for an answer.' },
})
