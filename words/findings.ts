import { phrases } from './phrases.ts'
import { en, he } from './plural.ts'

/** The pages of insight: what is true of the whole company. */
export const findings = phrases({
  title: { he: 'תובנות', en: 'Insight' },
  sections: {
    churn: { he: 'נטישה', en: 'Churn' },
    backTest: { he: 'מבחן לאחור', en: 'Back-test' },
  },
  asOf: { he: (day: string) => `נכון ל־${day}`, en: (day: string) => `As of ${day}` },
  notWhole: {
    he: 'העמוד הזה מספר על החברה כולה, ומוצג למי שרואה את כל תיקי הלקוחות.',
    en: 'This page tells of the whole company, and is shown to those who see all its customer files.',
  },
  notYet: {
    he: 'עוד לא חושב. החישוב נעשה בכל לילה; מנהל המערכת יכול לבקש אותו גם מרשימת המעקב.',
    en: 'Not computed yet. It happens every night; an administrator can also ask for it from the watch list.',
  },
  change: { he: 'שינוי', en: 'Change' },
  month: { he: 'חודש', en: 'Month' },
  customers: {
    he: (count: number) => he(count, { one: 'לקוח אחד', two: 'שני לקוחות', other: (n) => `${n} לקוחות` }),
    en: (count: number) => en(count, { one: 'one customer', other: (n) => `${n} customers` }),
  },
  churn: {
    rule: { he: 'מי נחשב לקוח שעזב', en: 'Who counts as gone' },
    byCycles: {
      he: (times: string) => `מי שלא קנה פי ${times} מהמרווח הרגיל שלו`,
      en: (times: string) => `No purchase for ${times} times their own usual gap`,
    },
    byMonths: {
      he: (months: number) => he(months, { one: 'מי שלא קנה חודש', two: 'מי שלא קנה חודשיים', other: (n) => `מי שלא קנה ${n} חודשים` }),
      en: (months: number) => en(months, { one: 'No purchase for a month', other: (n) => `No purchase for ${n} months` }),
    },
    ruleBy: { he: 'הגדרה', en: 'Rule' },
    cycles: { he: 'לפי המרווח הרגיל של כל לקוח', en: 'By each customer’s own usual gap' },
    months: { he: 'לפי מספר חודשים קבוע', en: 'By a fixed number of months' },
    cyclesField: { he: 'כמה מרווחים רגילים', en: 'How many usual gaps' },
    monthsField: { he: 'כמה חודשים', en: 'How many months' },
    computing: { he: 'החישוב לפי ההגדרה החדשה התחיל.', en: 'Computing by the new rule has begun.' },
    otherRule: {
      he: 'הנתונים כאן חושבו לפי ההגדרה הקודמת; החישוב החדש בדרך.',
      en: 'What is shown was computed by the rule before; the new computing is on its way.',
    },
    lastYear: { he: 'עזבו בשנה האחרונה', en: 'Left in the last year' },
    stayed: { he: 'לקוחות היום', en: 'Customers today' },
    half: { he: 'מחצית עוזבים אחרי', en: 'Half have left after' },
    halfMonths: {
      he: (months: number) => he(months, { one: 'חודש', two: 'חודשיים', other: (n) => `${n} חודשים` }),
      en: (months: number) => en(months, { one: 'one month', other: (n) => `${n} months` }),
    },
    noHalf: { he: 'רובם עדיין כאן', en: 'Most are still here' },
    rate: { he: 'שיעור נטישה לפי חודש', en: 'Churn rate by month' },
    rateNote: { he: 'מי שנחשבו כעוזבים באותו חודש, מתוך הלקוחות בתחילתו.', en: 'Customers who came to count as gone in the month, of those at its start.' },
    left: { he: 'עזבו', en: 'Left' },
    leftShare: { he: 'שיעור נטישה', en: 'Churn rate' },
    backShare: { he: 'שיעור חזרה', en: 'Came back' },
    cohorts: { he: 'חזרה לקנות לפי רבעון ההצטרפות', en: 'Buying again, by quarter of joining' },
    cohortsNote: {
      he: 'איזה חלק מהמצטרפים קנו בכל רבעון שאחרי רבעון ההצטרפות.',
      en: 'The share of those who joined that bought in each quarter after the one they joined in.',
    },
    quartersAfter: { he: 'רבעונים אחרי ההצטרפות', en: 'Quarters after joining' },
    quarter: { he: (quarter: number, year: number) => `רבעון ${quarter}, ${year}`, en: (quarter: number, year: number) => `Q${quarter} ${year}` },
    survival: { he: 'כמה נשארים, ולכמה זמן', en: 'How many stay, and how long' },
    survivalNote: {
      he: 'החלק שעדיין לקוחות אחרי הקנייה הראשונה, לפי קפלן–מאייר; הרצועה היא רווח הסמך של 95%.',
      en: 'The share still customers since the first purchase, by Kaplan and Meier; the band is the 95% interval.',
    },
    stay: { he: 'נשארים', en: 'Still here' },
    monthsSince: { he: 'חודשים מהקנייה הראשונה', en: 'Months since the first purchase' },
    reasons: { he: 'מה קדם לעזיבה', en: 'What went before' },
    reasonsNote: {
      he: (share: string) => `אצל ${share} מהעוזבים קדם לעזיבה עניין של שירות. הקו מראה כמה מאלה שנשארו עברו את אותו הדבר: רק פער ביניהם מרמז על סיבה.`,
      en: (share: string) =>
        `For ${share} of those who left it was something of service. The stroke shows how many of those who stayed went through the same: only a difference hints at a cause.`,
    },
    reasonsColumn: { he: 'מה קדם', en: 'What went before' },
    ofLeft: { he: 'מהעוזבים', en: 'Of those who left' },
    ofStayed: { he: 'מהנשארים', en: 'Of those who stayed' },
    reason: {
      complaint: { he: 'תלונה', en: 'A complaint' },
      promise: { he: 'התחייבות שהופרה', en: 'A broken promise' },
      score: { he: 'ציון נמוך', en: 'A low score' },
      contact: { he: 'איש קשר שהתחלף', en: 'A contact who left' },
      debt: { he: 'חוב בפיגור', en: 'Overdue debt' },
      unknown: { he: 'לא ידוע', en: 'Not known' },
    },
    cost: { he: 'לזכות בלקוח מול לשמור על לקוח', en: 'Winning a customer against keeping one' },
    ratio: { he: (times: string) => `פי ${times}`, en: (times: string) => `${times} times` },
    ratioSays: {
      he: 'זו העלות של לקוח חדש לעומת שמירה על לקוח קיים, אצלנו. בענף נהוג לצטט פי 10, ובבנקים פי 15.',
      en: 'What a new customer costs us against keeping one we have. The field quotes 10 times, banks 15.',
    },
    noRatio: {
      he: 'כמה עלו בשנה האחרונה הגיוס והשימור? שני הסכומים נותנים את היחס של החברה הזאת.',
      en: 'What did winning and keeping cost in the last year? The two amounts give this company’s own ratio.',
    },
    winning: { he: 'עלות גיוס לקוחות, שנה', en: 'Winning customers, a year' },
    keeping: { he: 'עלות שימור לקוחות, שנה', en: 'Keeping customers, a year' },
    won: { he: 'לקוחות חדשים', en: 'Customers won' },
    kept: { he: 'לקוחות שנשמרו', en: 'Customers kept' },
    perWon: { he: 'לכל לקוח חדש', en: 'For each one won' },
    perKept: { he: 'לכל לקוח שנשמר', en: 'For each one kept' },
  },
  backTest: {
    about: {
      he: (asked: string, days: number) =>
        `כל סימן נשאל כאילו היום הוא יום שכבר עבר, בלי לדעת מה קרה אחריו, ומה שקרה ב־${days} הימים שאחרי מראה אם צדק. נבדקו ${asked}.`,
      en: (asked: string, days: number) =>
        `Each warning is asked as if it were a day that has passed, without what came after, and the ${days} days after it show whether it was right. Asked of ${asked}.`,
    },
    none: {
      he: 'עוד אין די עבר לבדוק בו: נחוצים כמה חודשים של הזמנות חוזרות, ולקוחות שעזבו.',
      en: 'There is too little past to test on: some months of repeat orders are needed, and customers who left.',
    },
    signal: { he: 'סימן', en: 'Warning' },
    watch: { he: 'רשימת המעקב כולה', en: 'The watch list as a whole' },
    auc: { he: 'AUC', en: 'AUC' },
    aucHint: {
      he: 'הסיכוי שמי שעזב דורג מעל מי שנשאר. 50% הוא ניחוש, 100% מושלם.',
      en: 'The chance that one who left was ranked above one who stayed. 50% is guessing, 100% perfect.',
    },
    first100: { he: 'צדק במאה הראשונים', en: 'Right in the first 100' },
    first50: { he: 'צדק בחמישים הראשונים', en: 'Right in the first 50' },
    baseRate: { he: 'עזבו בכלל', en: 'Left overall' },
    lead: { he: 'התראה מראש', en: 'Lead time' },
    leadDays: {
      he: (days: number) => he(days, { one: 'יום', two: 'יומיים', other: (n) => `${n} ימים` }),
      en: (days: number) => en(days, { one: 'one day', other: (n) => `${n} days` }),
    },
    judged: { he: 'לקוחות שנבדקו', en: 'Customers judged' },
    summary: { he: 'כמה טוב כל סימן', en: 'How good each warning is' },
    against: { he: 'רשימת המעקב מול כללים פשוטים', en: 'The watch list against simple rules' },
    againstNote: {
      he: (day: string) => `מי עזב או קנה פחות ממחצית הקצב מאז ${day}, לפי דירוג של היום שלפניו.`,
      en: (day: string) => `Who left or bought less than half as often since ${day}, as ranked on the day before.`,
    },
    rule: { he: 'דירוג לפי', en: 'Ranked by' },
    by: {
      'watch': { he: 'רשימת המעקב', en: 'The watch list' },
      'longest-silence': { he: 'השתיקה הארוכה ביותר', en: 'Longest silence' },
      'silence-by-own-gap': { he: 'השתיקה לעומת המרווח הרגיל', en: 'Silence against own usual gap' },
      'bg-nbd': { he: 'מודל BG/NBD לבדו', en: 'BG/NBD alone' },
    },
    byMonth: { he: 'AUC לפי מועד השאלה', en: 'AUC by the day asked' },
    calibration: { he: 'מה נאמר ומה קרה', en: 'What was told and what happened' },
    calibrationNote: {
      he: 'לקוחות בעשר קבוצות לפי הסיכוי שנאמר עליהם: על הקו המקווקו הסיכוי שנאמר הוא בדיוק מה שקרה.',
      en: 'Customers in ten groups by the chance told of them: on the dashed line what was told is exactly what happened.',
    },
    told: { he: 'הסיכוי שנאמר', en: 'Chance told' },
    seen: { he: 'כמה באמת עזבו', en: 'Share that really left' },
    perfect: { he: 'נאמר בדיוק מה שקרה', en: 'Told exactly what happened' },
    day: { he: 'יום השאלה', en: 'Day asked' },
  },
})
