import { phrases } from './phrases.ts'
import { en, he } from './plural.ts'

const hebrewDays = (days: number) => he(days, { one: 'יום אחד', two: 'יומיים', other: (count) => `${count} ימים` })
const englishDays = (days: number) => en(days, { one: 'one day', other: (count) => `${count} days` })
const hebrewAgo = (days: number) => (days === 0 ? 'היום' : `לפני ${hebrewDays(days)}`)
const englishAgo = (days: number) => (days === 0 ? 'today' : `${englishDays(days)} ago`)
const hebrewTimes = (times: number) => (times > 1 ? ` (${he(times, { one: 'פעם אחת', two: 'פעמיים', other: (count) => `${count} פעמים` })} ברבעון האחרון)` : '')
const englishTimes = (times: number) => (times > 1 ? ` (${en(times, { one: 'once', other: (count) => `${count} times` })} this quarter)` : '')

/** Worth, cost of losing, signals and the watch list. Sentences are made from the numbers of the evidence. */
export const insight = phrases({
  title: { he: 'רשימת מעקב', en: 'Watch list' },
  about: { he: 'לפי הסיכוי לעזיבה כפול מה שהעזיבה תעלה', en: 'By the chance of leaving times what it would cost' },
  none: {
    he: 'עוד לא חושבו תובנות. החישוב נעשה בכל לילה; מי שמנהל את המערכת יכול לבקש אותו גם עכשיו.',
    en: 'Nothing has been computed yet. It happens every night; an administrator can also ask for it now.',
  },
  noneWith: { he: 'אין לקוחות עם הסימן הזה.', en: 'No customer shows this sign.' },
  computeNow: { he: 'חישוב עכשיו', en: 'Compute now' },
  computed: { he: 'החישוב הסתיים. הרשימה מעודכנת.', en: 'Computing has ended. The list is up to date.' },
  failed: { he: 'החישוב נכשל. התוצאות האחרונות נשארו.', en: 'Computing failed. The last results stay.' },
  waiting: { he: 'ממתין לתורו', en: 'Waiting its turn' },
  stages: {
    reading: { he: 'קריאת ההזמנות', en: 'Reading orders' },
    lines: { he: 'קריאת השורות', en: 'Reading lines' },
    fitting: { he: 'התאמת המודלים', en: 'Fitting models' },
    signals: { he: 'חיפוש סימנים', en: 'Looking for signs' },
    pages: { he: 'ציור העמודים', en: 'Drawing the pages' },
    writing: { he: 'שמירה', en: 'Saving' },
  },
  stop: { he: 'עצירה', en: 'Stop' },
  team: { he: 'צוות', en: 'Team' },
  anyOwner: { he: 'באחריות כולם', en: 'Any owner' },
  anyTeam: { he: 'כל הצוותים', en: 'Any team' },
  assign: { he: 'העברת אחריות', en: 'Assign' },
  toMe: { he: 'אליי', en: 'To me' },
  chosenOnes: { he: 'לקוחות שנבחרו', en: 'Customers chosen' },
  chosen: {
    he: (count: number) => he(count, { one: 'נבחר לקוח אחד', two: 'נבחרו שני לקוחות', other: (n) => `נבחרו ${n} לקוחות` }),
    en: (count: number) => en(count, { one: 'one chosen', other: (n) => `${n} chosen` }),
  },
  chooseNone: { he: 'ביטול הבחירה', en: 'Choose none' },
  assigned: {
    he: (count: number) => he(count, { one: 'לקוח אחד הועבר', two: 'שני לקוחות הועברו', other: (n) => `${n} לקוחות הועברו` }),
    en: (count: number) => en(count, { one: 'One customer was assigned', other: (n) => `${n} customers were assigned` }),
  },
  sort: { he: 'סדר', en: 'Order' },
  byLoss: { he: 'לפי ההפסד הצפוי', en: 'By expected loss' },
  byRise: { he: 'מי שהסכנה אצלו גדלה', en: 'Those in more danger' },
  byFall: { he: 'מי שהסכנה אצלו קטנה', en: 'Those in less danger' },
  moved: { he: 'שינוי מהחישוב הקודם', en: 'Change since last time' },
  byLeaving: { he: 'לפי הסיכוי לעזיבה', en: 'By chance of leaving' },
  sign: { he: 'סימן אזהרה', en: 'Warning sign' },
  anySign: { he: 'כל הלקוחות', en: 'All customers' },
  mine: { he: 'רק הלקוחות שלי', en: 'Only my customers' },
  customer: { he: 'לקוח', en: 'Customer' },
  leaving: { he: 'סיכוי לעזיבה', en: 'Chance of leaving' },
  leavingHint: { he: 'עזיבה, או פחות ממחצית הקצב הרגיל, ב־90 הימים הקרובים', en: 'Leaving, or less than half the usual pace, in the next 90 days' },
  loss: { he: 'עלות האובדן', en: 'Cost of losing' },
  expectedLoss: { he: 'הפסד צפוי', en: 'Expected loss' },
  owner: { he: 'אחריות', en: 'Owner' },
  why: { he: 'איך זה נראה', en: 'What shows it' },
  more: {
    he: (count: number) => he(count, { one: 'ועוד סימן.', two: 'ועוד שני סימנים.', other: (n) => `ועוד ${n} סימנים.` }),
    en: (count: number) => en(count, { one: 'And one more.', other: (n) => `And ${n} more.` }),
  },
  signals: { he: 'סימני אזהרה', en: 'Warning signs' },
  noSignals: { he: 'אין סימני אזהרה.', en: 'No warning signs.' },
  kind: {
    'order-silence': { he: 'שתיקה בהזמנות', en: 'No orders' },
    'gap-grows': { he: 'המרווחים מתארכים', en: 'Gaps grow' },
    'orders-shrink': { he: 'ההזמנות קטנות', en: 'Orders shrink' },
    'category-moved': { he: 'קטגוריה נעלמה', en: 'A category moved away' },
    'cycle-lengthens': { he: 'הדרך להזמנה מתארכת', en: 'Takes longer to order' },
    'contact-silence': { he: 'אין פניות מהלקוח', en: 'No word from them' },
    'score-fell': { he: 'הציון ירד', en: 'Score fell' },
    'complaint-unanswered': { he: 'תלונה בלי מענה', en: 'Complaint unanswered' },
    'wish-unanswered': { he: 'בקשה בלי מענה', en: 'Wish unanswered' },
    'promise-broken': { he: 'התחייבות הופרה', en: 'Promise broken' },
    'debt': { he: 'חוב בפיגור', en: 'Overdue debt' },
    'contact-changed': { he: 'איש קשר התחלף', en: 'Contact left' },
    'owner-changed': { he: 'הבעלים התחלפו', en: 'Owner changed' },
    'price-comparison': { he: 'השוואת מחירים', en: 'Compares prices' },
    'competitor-contact': { he: 'קשר עם מתחרה', en: 'Competitor in touch' },
  },
  says: {
    'order-silence': {
      he: (days: number, usual: number) => `בדרך כלל הזמנה כל ${hebrewDays(usual)}; עברו ${hebrewDays(days)}.`,
      en: (days: number, usual: number) => `Usually orders every ${englishDays(usual)}; ${englishDays(days)} have passed.`,
    },
    'gap-grows': {
      he: (lately: number, earlier: number) => `לאחרונה הזמנה כל ${hebrewDays(lately)}; קודם כל ${hebrewDays(earlier)}.`,
      en: (lately: number, earlier: number) => `Lately an order every ${englishDays(lately)}; before, every ${englishDays(earlier)}.`,
    },
    'orders-shrink': {
      he: (days: number, seen: string, expected: string) => `ב־${hebrewDays(days)} האחרונים נקנה ב־${seen}; לפי העבר היה צפוי ${expected}.`,
      en: (days: number, seen: string, expected: string) => `Bought for ${seen} in the last ${englishDays(days)}; the past let expect ${expected}.`,
    },
    'category-moved': {
      he: (category: string, seen: number, expected: string) =>
        `${category}: ${seen === 0 ? 'לא נקנה לאחרונה' : `רק ${seen} קניות לאחרונה`}; היו צפויות ${expected}.`,
      en: (category: string, seen: number, expected: string) =>
        `${category}: ${seen === 0 ? 'not bought lately' : `bought only ${seen} times lately`}; expected ${expected}.`,
    },
    'contact-silence': {
      he: (days: number, usual: number, ours: number) =>
        `בדרך כלל פנייה כל ${hebrewDays(usual)}; עברו ${hebrewDays(days)} בלי מילה${ours >= days ? ', וגם מצידנו שקט' : ''}.`,
      en: (days: number, usual: number, ours: number) =>
        `Usually in touch every ${englishDays(usual)}; ${englishDays(days)} without a word${ours >= days ? ', nor from us' : ''}.`,
    },
    'cycle-lengthens': {
      he: (lately: number, earlier: number) => `מהבקשה ועד ההזמנה עוברים לאחרונה ${hebrewDays(lately)}; קודם ${hebrewDays(earlier)}.`,
      en: (lately: number, earlier: number) => `Lately ${englishDays(lately)} from asking to ordering; before, ${englishDays(earlier)}.`,
    },
    'score-fell': {
      he: (value: number, before: string) => `הציון האחרון ${value}; הממוצע לפניו ${before}.`,
      en: (value: number, before: string) => `The latest score is ${value}; before it ${before} on average.`,
    },
    'complaint-unanswered': {
      he: (days: number) => `תלונה ממתינה למענה כבר ${hebrewDays(days)}.`,
      en: (days: number) => `A complaint has waited for an answer for ${englishDays(days)}.`,
    },
    'wish-unanswered': {
      he: (days: number) => `בקשה ממתינה למענה כבר ${hebrewDays(days)}.`,
      en: (days: number) => `A wish has waited for an answer for ${englishDays(days)}.`,
    },
    'promise-broken': {
      he: (days: number) => `התחייבות לא קוימה, לפני ${hebrewDays(days)}.`,
      en: (days: number) => `A promise was not kept, ${englishDays(days)} ago.`,
    },
    'debt': { he: (overdue: string) => `${overdue} בפיגור תשלום.`, en: (overdue: string) => `${overdue} is overdue.` },
    'contact-changed': {
      he: (days: number) => `איש קשר סיים את תפקידו לפני ${hebrewDays(days)}.`,
      en: (days: number) => `A contact left ${englishDays(days)} ago.`,
    },
    'owner-changed': {
      he: (days: number) => `הבעלים התחלפו ${hebrewAgo(days)}.`,
      en: (days: number) => `The owner changed ${englishAgo(days)}.`,
    },
    'price-comparison': {
      he: (days: number, times: number) => `השוואת מחירים נשמעה ${hebrewAgo(days)}${hebrewTimes(times)}.`,
      en: (days: number, times: number) => `Compared prices ${englishAgo(days)}${englishTimes(times)}.`,
    },
    'competitor-contact': {
      he: (days: number, times: number) => `קשר עם מתחרה נשמע ${hebrewAgo(days)}${hebrewTimes(times)}.`,
      en: (days: number, times: number) => `A competitor was in touch ${englishAgo(days)}${englishTimes(times)}.`,
    },
  },
  next: {
    'order-silence': { he: 'שיחה: מה השתנה, ומתי ההזמנה הבאה', en: 'Call: what changed, and when is the next order' },
    'gap-grows': { he: 'שיחה על הצריכה והמלאי אצל הלקוח', en: 'Talk about their use and their stock' },
    'orders-shrink': { he: 'בירור אם חלק מהקניות עבר לספק אחר', en: 'Find out whether part of it went elsewhere' },
    'category-moved': { he: 'הצעה בקטגוריה, אחרי בירור מי מספק אותה היום', en: 'Ask who supplies it now, then make an offer' },
    'contact-silence': { he: 'פנייה יזומה בערוץ המועדף', en: 'Get in touch, in the channel they prefer' },
    'score-fell': { he: 'שיחה עם הלקוח על מה שאכזב', en: 'Ask what disappointed them' },
    'complaint-unanswered': { he: 'מענה לתלונה עוד היום', en: 'Answer the complaint today' },
    'wish-unanswered': { he: 'מענה לבקשה, גם אם הוא לא', en: 'Answer the wish, even with a no' },
    'promise-broken': { he: 'התנצלות ומועד חדש', en: 'Apologise and set a new day' },
    'debt': { he: 'בירור לפני גבייה: מחלוקת או קושי', en: 'Ask before collecting: a dispute or a difficulty' },
    'contact-changed': { he: 'היכרות עם מי שבא במקומו', en: 'Meet whoever came in their place' },
    'cycle-lengthens': { he: 'בירור מי מאשר את ההזמנה ומה מעכב', en: 'Ask who approves the order and what holds it up' },
    'owner-changed': { he: 'פגישת היכרות עם הבעלים החדשים', en: 'Meet the new owners' },
    'price-comparison': { he: 'הצעה מעודכנת, לפני שמתקבלת אחרת', en: 'An updated offer, before another is taken' },
    'competitor-contact': { he: 'בירור מה הוצע, ותשובה עליו', en: 'Find out what was offered, and answer it' },
  },
  state: {
    'new': { he: 'חדש', en: 'New' },
    'seen': { he: 'נראה', en: 'Seen' },
    'acted': { he: 'בטיפול', en: 'Acted on' },
    'helped': { he: 'עזר', en: 'It helped' },
    'not-helped': { he: 'לא עזר', en: 'It did not help' },
    'false-alarm': { he: 'אזעקת שווא', en: 'False alarm' },
  },
  cameTrue: {
    he: (share: string) => `אחרי סימנים כאלה בעבר עזבו או צמצמו ${share} מהלקוחות.`,
    en: (share: string) => `After such signs in the past, ${share} of the customers left or shrank.`,
  },
  actionTaken: { he: 'מה נעשה', en: 'What was done' },
  actionText: { he: 'מה נעשה או ייעשה', en: 'What was or will be done' },
  actionDue: { he: 'עד מתי', en: 'By when' },
  actionLinked: { he: 'נרשמה התחייבות בעקבות הסימן.', en: 'A promise was made because of this sign.' },
  actionEntry: { he: 'תועד בציר הזמן.', en: 'Recorded in the timeline.' },
  dealWith: { he: 'טיפול בסימן', en: 'Deal with this sign' },
  usualNow: { usual: { he: 'הרגיל', en: 'Usual' }, now: { he: 'עכשיו', en: 'Now' } },
  offers: { he: 'מה עוד להציע', en: 'Also buy' },
  offerBecause: {
    he: (product: string, share: string, times: string) => `${share} ממי שקנו ${product} קנו גם את זה, פי ${times} מהרגיל.`,
    en: (product: string, share: string, times: string) => `${share} of those who bought ${product} bought this too, ${times} times the usual.`,
  },
  ahead: { he: 'תרומה בשנים הבאות', en: 'Contribution in the years ahead' },
  inYears: {
    he: (years: number) => he(years, { one: 'שנה', two: 'שנתיים', other: (n) => `${n} שנים` }),
    en: (years: number) => en(years, { one: '1 year', other: (n) => `${n} years` }),
  },
  sales1: { he: 'מכירות', en: 'Sales' },
  profit1: { he: 'רווח', en: 'Profit' },
  alive1: { he: 'אם יישאר', en: 'If they stay' },
  revenue: { he: 'מכירות ב־12 חודשים', en: 'Sales in 12 months' },
  margin: { he: 'רווח גולמי', en: 'Gross margin' },
  measured: {
    he: (share: string) => `לפי עלות ידועה של ${share} מהמכירות`,
    en: (share: string) => `the cost of ${share} of the sales is known`,
  },
  marginAssumed: { he: 'לפי שיעור הרווח שהונח', en: 'by the profit share assumed' },
  serving: { he: 'עלות השירות בשנה', en: 'Cost to serve in a year' },
  winning: { he: 'עלות הגיוס', en: 'Cost to win' },
  usualWinning: { he: 'עלות גיוס ממוצעת', en: 'Usual cost to win' },
  elsewhere: { he: 'נקנה אצל אחרים בשנה', en: 'Bought elsewhere in a year' },
  tellsGood: { he: (people: number) => `מספר טוב עלינו לכ־${people} אנשים`, en: (people: number) => `tells about ${people} people good of us` },
  tellsIll: { he: (people: number) => `מספר רע עלינו לכ־${people} אנשים`, en: (people: number) => `tells about ${people} people ill of us` },
  yearsAhead: { he: 'שנים קדימה', en: 'Years ahead' },
  profitShare: { he: 'שיעור הרווח', en: 'Profit share' },
  walletShare: { he: 'החלק שלנו בקניות שלהם', en: 'Our share of what they buy' },
  lossTitle: { he: 'עלות אובדן הלקוח', en: 'Cost of losing this customer' },
  nothingToLose: {
    he: 'עוד אין כאן הזמנות. אחרי ההזמנה הראשונה יופיע כאן כמה יעלה אובדן הלקוח. צפי משלכם אפשר להזין כבר עכשיו.',
    en: 'No orders yet. After the first one, what losing this customer would cost stands here. What you expect of them can be entered now.',
  },
  profit: { he: 'רווח שיאבד', en: 'Profit lost' },
  sales: { he: 'מכירות שיאבדו', en: 'Sales lost' },
  lossBy: {
    he: (years: number, share: string) =>
      he(years, { one: `שנה אחת, ${share} רווח`, two: `שנתיים, ${share} רווח`, other: (count) => `${count} שנים, ${share} רווח` }),
    en: (years: number, share: string) => en(years, { one: `one year at ${share} profit`, other: (count) => `${count} years at ${share} profit` }),
  },
  year: { he: (number: number) => `שנה ${number}`, en: (number: number) => `Year ${number}` },
  byYear: { he: 'קניות צפויות לפי שנה', en: 'Expected purchases by year' },
  value: { he: 'ערך סטטיסטי', en: 'Statistical value' },
  alive: { he: 'סיכוי שהלקוח פעיל', en: 'Chance still active' },
  curve: { he: 'הסיכוי שהלקוח פעיל מאז ההזמנה האחרונה', en: 'Chance of being active since the last order' },
  curveSays: {
    he: (today: number, days: number, share: string) =>
      `הקו: הסיכוי מאז ההזמנה האחרונה. הסימון: היום, אחרי ${hebrewDays(today)}. בלי הזמנה במשך ${hebrewDays(days)} הוא יהיה ${share}.`,
    en: (today: number, days: number, share: string) =>
      `The line: the chance since the last order. The stroke: today, after ${englishDays(today)}. Without an order for ${englishDays(days)} it will be ${share}.`,
  },
  change: { he: 'שינוי ההנחות', en: 'Change what is assumed' },
  yearly: { he: 'קניות בשנה', en: 'Purchases a year' },
  growth: { he: 'גידול בכל שנה', en: 'Growth each year' },
  assumed: { he: 'לפי הנחה שהוזנה', en: 'As assumed by hand' },
  asFitted: { he: 'חזרה לנתונים', en: 'Back to the data' },
})
