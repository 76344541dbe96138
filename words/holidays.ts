import type { HolidayName } from '../contract/settings.ts'
import { type Phrase, phrases } from './phrases.ts'

/** The names of the holidays, by the name the contract knows them by. */
export const holidays = phrases({
  'rosh-hashana-eve': { he: 'ערב ראש השנה', en: 'Rosh Hashanah eve' },
  'rosh-hashana': { he: 'ראש השנה', en: 'Rosh Hashanah' },
  'yom-kippur-eve': { he: 'ערב יום כיפור', en: 'Yom Kippur eve' },
  'yom-kippur': { he: 'יום כיפור', en: 'Yom Kippur' },
  'sukkot-eve': { he: 'ערב סוכות', en: 'Sukkot eve' },
  'sukkot': { he: 'סוכות', en: 'Sukkot' },
  'hol-hamoed-sukkot': { he: 'חול המועד סוכות', en: 'Hol HaMoed Sukkot' },
  'simchat-torah-eve': { he: 'הושענא רבה', en: 'Simchat Torah eve' },
  'simchat-torah': { he: 'שמחת תורה', en: 'Simchat Torah' },
  'hanukkah': { he: 'חנוכה', en: 'Hanukkah' },
  'purim': { he: 'פורים', en: 'Purim' },
  'pesach-eve': { he: 'ערב פסח', en: 'Passover eve' },
  'pesach': { he: 'פסח', en: 'Passover' },
  'hol-hamoed-pesach': { he: 'חול המועד פסח', en: 'Hol HaMoed Passover' },
  'pesach-seventh-eve': { he: 'ערב שביעי של פסח', en: 'Eve of the seventh day of Passover' },
  'pesach-seventh': { he: 'שביעי של פסח', en: 'Seventh day of Passover' },
  'holocaust-day': { he: 'יום הזיכרון לשואה ולגבורה', en: 'Holocaust Remembrance Day' },
  'memorial-day': { he: 'יום הזיכרון', en: 'Memorial Day' },
  'independence-day': { he: 'יום העצמאות', en: 'Independence Day' },
  'lag-baomer': { he: 'ל״ג בעומר', en: 'Lag BaOmer' },
  'shavuot-eve': { he: 'ערב שבועות', en: 'Shavuot eve' },
  'shavuot': { he: 'שבועות', en: 'Shavuot' },
  'tisha-bav': { he: 'תשעה באב', en: 'Tisha B’Av' },
} satisfies Record<HolidayName, Phrase>)
