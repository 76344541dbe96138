/** Every area of words. A screen loads the areas it names; `common` and `problems` are always there. */
import type { common } from './common.ts'
import type { grid } from './grid.ts'
import type { holidays } from './holidays.ts'
import type { people } from './people.ts'
import type { Spoken } from './phrases.ts'
import type { problems } from './problems.ts'

export type Areas = {
  common: Spoken<typeof common>
  problems: Spoken<typeof problems>
  holidays: Spoken<typeof holidays>
  people: Spoken<typeof people>
  grid: Spoken<typeof grid>
}
export type AreaName = keyof Areas
