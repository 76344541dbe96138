import { phrases } from './phrases.ts'

/** What stands around every chart. */
export const charts = phrases({
  asTable: { he: 'הצגה כטבלה', en: 'Show as a table' },
  asChart: { he: 'הצגה כתרשים', en: 'Show as a chart' },
  take: { he: 'הורדה', en: 'Download' },
  svg: { he: 'תמונה (SVG)', en: 'Picture (SVG)' },
  csv: { he: 'טבלה (CSV)', en: 'Table (CSV)' },
  walk: { he: 'מעבר בין הנקודות במקשי החצים', en: 'Arrow keys go from point to point' },
})
