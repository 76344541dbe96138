/** Twelve customers every demo world begins with. Tests, documents and pictures know them by name; all are invented. */
import type { Weakening } from './weakening.ts'

export type NamedCustomer = {
  name: string
  latin: string
  kind: 'person' | 'organisation'
  trade: string
  town: string
  language: 'he' | 'ar' | 'ru' | 'en'
  contact: { name: string; latin: string; jobTitle: string; address: 'f' | 'm' } | null
  weakens: Weakening | null
}

const organisation = (
  trade: string,
  name: string,
  latin: string,
  town: string,
  contact: NonNullable<NamedCustomer['contact']>,
  weakens: Weakening | null,
  language: NamedCustomer['language'] = 'he',
): NamedCustomer => ({ kind: 'organisation', trade, name, latin, town, contact, weakens, language })

export const cast: readonly NamedCustomer[] = [
  organisation('cafe', 'קפה נרקיס', 'Cafe Narkis', 'חיפה', { name: 'תמר אלמוג', latin: 'Tamar Almog', jobTitle: 'בעלים', address: 'f' }, null),
  organisation(
    'cafe',
    'מאפיית שיבולים',
    'Shibolim Bakery',
    'עכו',
    { name: 'סמיר נסאר', latin: 'Samir Nassar', jobTitle: 'מנהל רכש', address: 'm' },
    { way: 'orders-shrink', ago: 120 },
  ),
  organisation(
    'kiosk',
    'קיוסק הטיילת',
    'Promenade Kiosk',
    'נהריה',
    { name: 'רוני חדד', latin: 'Roni Hadad', jobTitle: 'בעלים', address: 'm' },
    { way: 'gap-grows', ago: 150 },
  ),
  organisation(
    'school',
    'בית ספר אופקים ירוקים',
    'Green Horizons School',
    'רחובות',
    { name: 'ענת שפירא', latin: 'Anat Shapira', jobTitle: 'מזכירות', address: 'f' },
    { way: 'cycle-lengthens', ago: 180 },
  ),
  organisation(
    'clinic',
    'מרפאת עין שקד',
    'Ein Shaked Clinic',
    'כפר סבא',
    { name: 'אולגה סמירנוב', latin: 'Olga Smirnov', jobTitle: 'מנהלת משרד', address: 'f' },
    { way: 'category-leaves', ago: 100 },
  ),
  organisation(
    'office',
    'סטודיו קו מתאר',
    'Contour Studio',
    'תל אביב–יפו',
    { name: 'Adam Bennett', latin: 'Adam Bennett', jobTitle: 'בעלים', address: 'm' },
    { way: 'price-comparison', ago: 60 },
    'en',
  ),
  {
    kind: 'person',
    trade: 'office',
    name: 'אירינה גורביץ׳',
    latin: 'Irina Gurevich',
    town: 'אשדוד',
    language: 'ru',
    contact: null,
    weakens: { way: 'silence', ago: 110 },
  },
  organisation(
    'school',
    'גן הילדים פשוש',
    'Pashosh Kindergarten',
    'מודיעין',
    { name: 'ליאת גבאי', latin: 'Liat Gabay', jobTitle: 'בעלים', address: 'f' },
    { way: 'score-falls', ago: 90 },
  ),
  organisation(
    'clinic',
    'מכון תנועה טובה',
    'Good Motion Institute',
    'ראשון לציון',
    { name: 'ניר רוזנברג', latin: 'Nir Rosenberg', jobTitle: 'מנהל תפעול', address: 'm' },
    { way: 'complaint-unresolved', ago: 45 },
  ),
  organisation(
    'office',
    'אורביט הנדסה',
    'Orbit Engineering',
    'יקנעם עילית',
    { name: 'גיל הראל', latin: 'Gil Harel', jobTitle: 'מנהל רכש', address: 'm' },
    { way: 'contact-changed', ago: 75 },
  ),
  organisation(
    'cafe',
    'קפה יסמין',
    'Cafe Yasmin',
    'נצרת',
    { name: 'רים ח׳ורי', latin: 'Reem Khoury', jobTitle: 'בעלים', address: 'f' },
    { way: 'competitor-contact', ago: 50 },
    'ar',
  ),
  organisation(
    'kiosk',
    'מינימרקט הדקל',
    'HaDekel Minimarket',
    'רהט',
    { name: 'יוסף אבו חוסיין', latin: 'Yousef Abu Hussein', jobTitle: 'בעלים', address: 'm' },
    { way: 'debt', ago: 130 },
    'ar',
  ),
]
