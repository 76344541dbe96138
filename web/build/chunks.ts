/**
 * Which parts travel together. Few chunks, as each one costs the browser more to ask for than most of them cost to read: what every
 * page needs is one, what almost every page shows is one with all it stands on, and what the same pages share is one. Small parts are
 * not merged with others: merged parts may need each other, and then one of them runs before what it stands on.
 */
import { addresses, alwaysWords } from '../shell/addresses.ts'

const inputs = 'choose-in-place|date-field|edit-in-place|field|form|popover|read-only|search-field|select|text-field'
const values = 'avatar|card|charts/axis|chip|empty|formats|link|notice|page|place|problem|values|waiting'

export const chunks = {
  groups: [
    { name: 'ground', tags: ['$initial' as const], priority: 3 },
    { name: 'kit', test: new RegExp(`/web/(ui/(${inputs}|${values})|api/pages)\\.tsx?$`), priority: 2 },
    { name: wordsTogether, priority: 2 },
    { name: 'part', test: /\/node_modules\//, minShareCount: 2, entriesAware: true, priority: 1 },
  ],
}

/** The words that every page shows are one chunk of each language, those of a file another. */
function wordsTogether(id: string) {
  const [, area, language] = /\/words\/([\w-]+)\.ts\?(he|en)$/.exec(id) ?? []
  if (!area) return null
  if (alwaysWords.some((always) => always === area)) return `words-${language}`
  return addresses['/customers/$id'].words.some((shown) => shown === area) ? `words-of-file-${language}` : null
}
