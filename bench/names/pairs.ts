/** Pairs of a name in Latin and in Hebrew letters: NETransliteration-COLING2018, mined from Wikidata, CC0. The part `20` is kept apart and never read. */
import { normalise } from '../../names/index.ts'
import { testData } from '../../testing/test-data.ts'

export type Pair = { latin: string; hebrew: string; count: number }

/** The training part (`64`) or the one to develop with (`16`). What is more than one word after normalising is left out. */
export function pairsOf(part: '64' | '16'): Pair[] {
  return new TextDecoder()
    .decode(testData(`hebrew_translit/wd_hebrew_${part}`))
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([latin, hebrew, count]) => ({ latin: normalise(latin!), hebrew: normalise(hebrew!.replaceAll(' ', '')), count: Number(count) }))
    .filter(({ latin, hebrew }) => /^[a-z]+$/.test(latin) && /^[א-ת']+$/.test(hebrew))
}
