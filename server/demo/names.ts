/** Names of people and places of business, invented: Hebrew, Arabic and Russian, each with its Latin spelling. */
import type { Random } from './random.ts'

type Written = { name: string; latin: string }
type Spoken = 'he' | 'ar' | 'ru' | 'en'
export type PersonName = Written & { address: 'f' | 'm'; language: Spoken }

const pairs = (text: string): Written[] =>
  text.split(',').map((pair) => {
    const [name, latin] = pair.trim().split('/') as [string, string]
    return { name, latin }
  })

const women = {
  he: pairs(
    'נועה/Noa,מיכל/Michal,תמר/Tamar,שירה/Shira,רונית/Ronit,אורית/Orit,יעל/Yael,הילה/Hila,דנה/Dana,ליאת/Liat,ענת/Anat,רחל/Rachel,אסתר/Esther,טל/Tal,גלית/Galit,סיגל/Sigal,עדי/Adi,מאיה/Maya,אביגיל/Avigail,נטע/Neta',
  ),
  ar: pairs('סמאר/Samar,רים/Reem,נור/Nour,לינא/Lina,אמל/Amal,האלה/Hala,רנא/Rana,דליה/Dalia'),
  ru: pairs('אירינה/Irina,סבטלנה/Svetlana,אולגה/Olga,נטליה/Natalia,יוליה/Julia,מרינה/Marina'),
  en: pairs('Emma/Emma,Rachel/Rachel,Sarah/Sarah,Jessica/Jessica'),
}
const men = {
  he: pairs(
    'יוסי/Yossi,דוד/David,משה/Moshe,אבי/Avi,רוני/Roni,איתן/Eitan,עומר/Omer,גיל/Gil,אורי/Uri,שמעון/Shimon,אלון/Alon,ניר/Nir,עידו/Ido,חיים/Haim,ברק/Barak,יניב/Yaniv,רמי/Rami,צביקה/Tzvika,אריאל/Ariel,נדב/Nadav',
  ),
  ar: pairs('סמיר/Samir,ח׳אלד/Khaled,מחמוד/Mahmoud,וסים/Wasim,באסם/Bassem,ראמי/Rami,עלי/Ali,יוסף/Yousef'),
  ru: pairs('איגור/Igor,בוריס/Boris,דימיטרי/Dmitry,אלכסנדר/Alexander,ולדימיר/Vladimir,סרגיי/Sergei'),
  en: pairs('Michael/Michael,Daniel/Daniel,Jonathan/Jonathan,Adam/Adam'),
}
const families = {
  he: pairs(
    'כהן/Cohen,לוי/Levi,מזרחי/Mizrahi,פרץ/Peretz,ביטון/Biton,דהן/Dahan,אברהם/Avraham,פרידמן/Friedman,אזולאי/Azulay,מלכה/Malka,כץ/Katz,יוסף/Yosef,עמר/Amar,חדד/Hadad,אוחיון/Ohayon,גבאי/Gabay,רוזנברג/Rosenberg,שפירא/Shapira,בן דוד/Ben David,שלום/Shalom,סגל/Segal,ברקוביץ׳/Berkovich,אדרי/Edri,נחום/Nahum,הראל/Harel,צור/Tzur,אלמוג/Almog,גולן/Golan,ארז/Erez,שקד/Shaked',
  ),
  ar: pairs('ח׳ורי/Khoury,חדאד/Haddad,מנסור/Mansour,סאלם/Salem,נסאר/Nassar,עואד/Awad,זועבי/Zoabi,אבו חוסיין/Abu Hussein'),
  ru: pairs('איבנוב/Ivanov,פטרוב/Petrov,רבינוביץ׳/Rabinovich,קוזלוב/Kozlov,סמירנוב/Smirnov,גורביץ׳/Gurevich'),
  en: pairs('Miller/Miller,Green/Green,Bennett/Bennett,Collins/Collins'),
}

const tongues = (random: Random): Spoken => {
  const roll = random.next()
  return roll < 0.74 ? 'he' : roll < 0.87 ? 'ar' : roll < 0.96 ? 'ru' : 'en'
}

export function personName(random: Random, language: Spoken = tongues(random)): PersonName {
  const address = random.chance(0.5) ? 'f' : 'm'
  const given = random.pick((address === 'f' ? women : men)[language])
  const family = random.pick(families[language])
  return { name: `${given.name} ${family.name}`, latin: `${given.latin} ${family.latin}`, address, language }
}

/** A kind of business, and how often its like is among the customers. */
export type Trade = { key: string; category: string; names: Written[]; share: number }

export const trades: readonly Trade[] = [
  { key: 'cafe', category: 'קפה ותה', share: 30, names: pairs('קפה/Cafe,בית קפה/Coffee House,מאפיית/Bakery,קונדיטוריית/Patisserie') },
  { key: 'kiosk', category: 'חטיפים ושתייה', share: 20, names: pairs('קיוסק/Kiosk,פיצוציית/Corner Shop,מינימרקט/Minimarket') },
  { key: 'office', category: 'ציוד משרדי', share: 22, names: pairs('משרדי/Offices of,סטודיו/Studio,סוכנות/Agency') },
  { key: 'school', category: 'ניירת וכתיבה', share: 16, names: pairs('בית ספר/School,גן ילדים/Kindergarten,מכללת/College') },
  { key: 'clinic', category: 'ניקיון והיגיינה', share: 12, names: pairs('מרפאת/Clinic,מכון/Institute,מעבדת/Laboratory') },
]

const signs = pairs(
  'הגפן/HaGefen,השקד/HaShaked,הדקל/HaDekel,הרימון/HaRimon,התאנה/HaTeena,הזית/HaZayit,הנרקיס/HaNarkis,הכלנית/HaKalanit,הארז/HaErez,האלון/HaAlon,מעיין/Maayan,שחר/Shahar,אופק/Ofek,גל/Gal,צליל/Tslil,מנגו/Mango,לימון/Lemon,קינמון/Cinnamon,סהר/Sahar,כוכב הצפון/North Star,הפינה/The Corner,הכיכר/The Square,הגשר/The Bridge,המגדלור/The Lighthouse,הטחנה/The Mill,הבאר/The Well,השדרה/The Avenue,המרפסת/The Balcony,השוק/The Market,העוגן/The Anchor,יסמין/Yasmin,זעתר/Zaatar,דולפין/Dolphin,אביב/Aviv,רקפת/Rakefet,סביון/Savyon',
)

/** A business: its trade, a sign, often the street or the family, so that few share a name. */
export function businessName(random: Random, trade: Trade, town: { name: string; latin: string }): Written {
  const kind = random.pick(trade.names)
  const sign = random.pick(signs)
  const roll = random.next()
  if (roll < 0.45) return { name: `${kind.name} ${sign.name} ${town.name}`, latin: `${kind.latin} ${sign.latin} ${town.latin}` }
  const family = random.pick(families[tongues(random)])
  if (roll < 0.85 || trade.key === 'school' || trade.key === 'clinic')
    return { name: `${kind.name} ${sign.name} – ${family.name}`, latin: `${kind.latin} ${sign.latin} – ${family.latin}` }
  return { name: `${kind.name} ${family.name} ובניו`, latin: `${kind.latin} ${family.latin} & Sons` }
}

export const jobTitles = ['בעלים', 'מנהל רכש', 'מנהלת רכש', 'מנהלת משרד', 'הנהלת חשבונות', 'אחראי משמרת', 'מזכירות', 'מנהל תפעול'] as const
export const contactRoles = ['מחליט', 'משלם', 'מזמין', 'משתמש'] as const
