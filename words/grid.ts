import { phrases } from './phrases.ts'

/** What every list says, whatever it lists. */
export const grid = phrases({
  chooseAll: { he: 'בחירת כל השורות', en: 'Choose all rows' },
  settings: { he: 'מיון ועמודות', en: 'Sort and columns' },
  columns: { he: 'עמודות', en: 'Columns' },
  sort: { he: 'מיון', en: 'Sort' },
  density: { he: 'צפיפות', en: 'Density' },
  comfortable: { he: 'מרווחת', en: 'Comfortable' },
  compact: { he: 'צפופה', en: 'Compact' },
  direction: { he: 'סדר', en: 'Order' },
  ascending: { he: 'עולה', en: 'Ascending' },
  descending: { he: 'יורד', en: 'Descending' },
  earlier: { he: (name: string) => `הקדמת העמודה ${name}`, en: (name: string) => `Move ${name} earlier` },
  later: { he: (name: string) => `איחור העמודה ${name}`, en: (name: string) => `Move ${name} later` },
})
