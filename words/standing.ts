import { phrases } from './phrases.ts'

/** Where a customer stands: segments and stages of loyalty, as lists and files name them. */
export const standing = phrases({
  segmentLabel: { he: 'פלח', en: 'Segment' },
  anySegment: { he: 'כל הפלחים', en: 'Any segment' },
  stageLabel: { he: 'שלב נאמנות', en: 'Stage of loyalty' },
  saved: { he: (name: string) => `שמור: ${name}`, en: (name: string) => `Saved: ${name}` },
  segment: {
    'champions': { he: 'אלופים', en: 'Champions' },
    'loyal': { he: 'נאמנים', en: 'Loyal' },
    'potential-loyal': { he: 'נאמנים בדרך', en: 'Loyal to be' },
    'new': { he: 'חדשים', en: 'New' },
    'promising': { he: 'מבטיחים', en: 'Promising' },
    'needs-attention': { he: 'זקוקים לתשומת לב', en: 'Need attention' },
    'about-to-sleep': { he: 'עומדים להירדם', en: 'About to sleep' },
    'at-risk': { he: 'בסיכון', en: 'At risk' },
    'can-not-lose': { he: 'אסור לאבד', en: 'Cannot lose' },
    'hibernating': { he: 'רדומים', en: 'Asleep' },
    'lost': { he: 'אבודים', en: 'Lost' },
  },
  stageOf: {
    new: { he: 'חדש', en: 'New' },
    regular: { he: 'קבוע', en: 'Regular' },
    loyal: { he: 'נאמן', en: 'Loyal' },
    advocate: { he: 'ממליץ', en: 'Advocate' },
    lapsed: { he: 'התרחק', en: 'Lapsed' },
    avenger: { he: 'נוקם', en: 'Avenger' },
  },
})
