/** The people of the demo company, the same in every world: tests, documents and pictures know them by name. */
import { random } from './random.ts'

const founded = Date.UTC(2023, 0, 1)
const ids = random('carmel', 0)
const person = (
  name: string,
  latin: string,
  role: 'rep' | 'manager' | 'marketer' | 'trainer' | 'administrator',
  teams: TeamKey[],
  formOfAddress: 'f' | 'm',
) => ({
  id: ids.id(founded),
  name,
  latin,
  email: `${latin.split(' ')[0]!.toLowerCase()}@carmel.example`,
  role,
  teams,
  formOfAddress,
})

export type TeamKey = 'north' | 'centre' | 'south'
export const teams: Record<TeamKey, { id: string; name: string }> = {
  north: { id: ids.id(founded), name: 'צוות צפון' },
  centre: { id: ids.id(founded), name: 'צוות מרכז' },
  south: { id: ids.id(founded), name: 'צוות ירושלים והדרום' },
}

/** The first of them, who leads the company's key accounts, is played by the administrator who loads the demo. */
export const staff = [
  person('נועה ברק', 'Noa Barak', 'administrator', ['north', 'centre', 'south'], 'f'),
  person('דנה לוין', 'Dana Levin', 'rep', ['centre'], 'f'),
  person('יואב שדה', 'Yoav Sade', 'rep', ['centre'], 'm'),
  person('מוחמד ח׳טיב', 'Muhammad Khatib', 'rep', ['north'], 'm'),
  person('אנה וולקוב', 'Anna Volkov', 'rep', ['north'], 'f'),
  person('ליאור אמסלם', 'Lior Amsalem', 'rep', ['south'], 'm'),
  person('הדס רוזן', 'Hadas Rosen', 'rep', ['south'], 'f'),
  person('עמית גלבוע', 'Amit Gilboa', 'manager', ['north', 'centre'], 'm'),
  person('רותם נאור', 'Rotem Naor', 'manager', ['south'], 'f'),
  person('שני אדלר', 'Shani Adler', 'marketer', [], 'f'),
  person('אורן תבור', 'Oren Tavor', 'trainer', ['centre'], 'm'),
]
export type Employee = (typeof staff)[number]

/** Who serves the customers of a team day by day. */
export const repsOf = (team: TeamKey): Employee[] => staff.filter(({ role, teams: own }) => role === 'rep' && own.includes(team))
