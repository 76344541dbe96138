/** Every area of words. A screen loads the areas it names; `common` and `problems` are always there. */
import type { audit } from './audit.ts'
import type { backup } from './backup.ts'
import type { charts } from './charts.ts'
import type { common } from './common.ts'
import type { custom } from './custom.ts'
import type { customers } from './customers.ts'
import type { day } from './day.ts'
import type { duplicates } from './duplicates.ts'
import type { exchange } from './exchange.ts'
import type { feedback } from './feedback.ts'
import type { fields } from './fields.ts'
import type { file } from './file.ts'
import type { findings } from './findings.ts'
import type { grid } from './grid.ts'
import type { holidays } from './holidays.ts'
import type { insight } from './insight.ts'
import type { interactions } from './interactions.ts'
import type { merging } from './merging.ts'
import type { orders } from './orders.ts'
import type { people } from './people.ts'
import type { Spoken } from './phrases.ts'
import type { problems } from './problems.ts'
import type { rights } from './rights.ts'
import type { security } from './security.ts'
import type { settings } from './settings.ts'
import type { shell } from './shell.ts'
import type { standing } from './standing.ts'
import type { welcome } from './welcome.ts'

export type Areas = {
  audit: Spoken<typeof audit>
  backup: Spoken<typeof backup>
  charts: Spoken<typeof charts>
  common: Spoken<typeof common>
  custom: Spoken<typeof custom>
  customers: Spoken<typeof customers>
  day: Spoken<typeof day>
  duplicates: Spoken<typeof duplicates>
  feedback: Spoken<typeof feedback>
  fields: Spoken<typeof fields>
  file: Spoken<typeof file>
  findings: Spoken<typeof findings>
  grid: Spoken<typeof grid>
  holidays: Spoken<typeof holidays>
  insight: Spoken<typeof insight>
  interactions: Spoken<typeof interactions>
  merging: Spoken<typeof merging>
  orders: Spoken<typeof orders>
  people: Spoken<typeof people>
  exchange: Spoken<typeof exchange>
  problems: Spoken<typeof problems>
  rights: Spoken<typeof rights>
  security: Spoken<typeof security>
  settings: Spoken<typeof settings>
  shell: Spoken<typeof shell>
  standing: Spoken<typeof standing>
  welcome: Spoken<typeof welcome>
}
export type AreaName = keyof Areas
