import { phrases } from './phrases.ts'

/** The first visit. */
export const welcome = phrases({
  title: { he: 'נעים להכיר: קשר', en: 'Welcome to Kesher' },
  promise: { he: 'תיק אחד לכל לקוח, וכל הערוצים זורמים אליו.', en: 'One file per customer, and every channel flows into it.' },
  begin: { he: 'מתחילים בפתיחת חשבון ניהול.', en: 'It begins with the administrator’s account.' },
  company: { he: 'שם החברה', en: 'Company name' },
  create: { he: 'יצירת החשבון', en: 'Create the account' },
  ready: { he: 'הכול מוכן. במה להתחיל?', en: 'All is ready. Where to start?' },
  demo: { he: 'טעינת חברת הדגמה', en: 'Load the demo company' },
  demoText: {
    he: 'סיטונאי ישראלי בדוי: שלוש שנים של הזמנות, פניות והתחייבויות. הדרך המהירה להכיר את קשר.',
    en: 'A made-up Israeli wholesaler: three years of orders, contacts and promises. The quickest way to get to know Kesher.',
  },
  demoRunning: { he: 'חברת ההדגמה נטענת', en: 'The demo company is being loaded' },
  demoLater: { he: 'אפשר להיכנס כבר עכשיו; הנתונים ימשיכו להגיע.', en: 'You can go in now; the data keeps arriving.' },
  demoReady: { he: 'חברת ההדגמה מוכנה.', en: 'The demo company is ready.' },
  import: { he: 'ייבוא הקובץ שלי', en: 'Import my file' },
  importText: {
    he: 'לקוחות, אנשי קשר, הזמנות או מוצרים מקובץ CSV, או כרטיסי vCard.',
    en: 'Customers, contacts, orders or products from a CSV file, or vCards.',
  },
  empty: { he: 'התחלה מדף חלק', en: 'Start empty' },
  emptyText: { he: 'הוספת לקוחות ביד. אפשר לייבא או לטעון הדגמה בכל זמן.', en: 'Add customers by hand. Importing and the demo stay possible at any time.' },
  goIn: { he: 'כניסה לקשר', en: 'Go in' },
})
