import { z } from 'zod'
import type { Contract } from './endpoint.ts'
import { currency, day, done, id, language, requiredLine } from './fields.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const weekday = z.int().min(0).max(6)
export const observance = z.enum(['closed', 'short', 'open'])

export const company = z.object({
  name: z.string(),
  language,
  currency,
  timeZone: z.string(),
  region: z.string(),
  weekend: z.array(weekday),
  defaultTeamId: id.nullable(),
})
export type Company = z.infer<typeof company>

export type Observance = z.infer<typeof observance>

export const holidayNames = [
  'rosh-hashana-eve',
  'rosh-hashana',
  'yom-kippur-eve',
  'yom-kippur',
  'sukkot-eve',
  'sukkot',
  'hol-hamoed-sukkot',
  'simchat-torah-eve',
  'simchat-torah',
  'hanukkah',
  'purim',
  'pesach-eve',
  'pesach',
  'hol-hamoed-pesach',
  'pesach-seventh-eve',
  'pesach-seventh',
  'holocaust-day',
  'memorial-day',
  'independence-day',
  'lag-baomer',
  'shavuot-eve',
  'shavuot',
  'tisha-bav',
] as const
export type HolidayName = (typeof holidayNames)[number]
/** One day of a holiday; a longer one has several. */
export const holiday = z.object({ holiday: z.enum(holidayNames), day, observance })
export type Holiday = z.infer<typeof holiday>

export const hours = z.object({
  spans: z.array(z.object({ weekday, opens: time, closes: time })),
  /** The holidays of the coming year, with how the company keeps each. */
  holidays: z.array(holiday),
  closures: z.array(z.object({ day, name: z.string() })),
})
export type Hours = z.infer<typeof hours>

/** How far the loading of the demo company has come; `none` before anybody asked for it. */
export const demo = z.object({ state: z.enum(['none', 'waiting', 'loading', 'done', 'failed']), customers: z.int(), loaded: z.int() })
export type Demo = z.infer<typeof demo>

/** A host, with a port where it is not a usual one, written as calls are compared with it: `sso.company.local`, `10.0.0.5:8443`. */
export const internalHost = z
  .string()
  .max(300)
  .overwrite((typed) => (/^\s*[^\s/?#@\\]+\s*$/.test(typed) ? (URL.parse(`http://${typed.trim()}/`)?.host ?? '') : ''))
  .refine((host) => host !== '', { error: 'not-an-address' })
export const internalHosts = z.object({ hosts: z.array(internalHost).max(50) })
export type InternalHosts = z.infer<typeof internalHosts>

const administrators = ['administrator'] as const
const span = z.object({ weekday, opens: time, closes: time }).refine((value) => value.opens < value.closes, { path: ['closes'], error: 'before-start' })

export const settings = {
  'GET /company': { summary: 'The company', for: 'signed-in', reply: company },
  'PATCH /company': {
    summary: 'Change the company',
    for: administrators,
    body: z
      .object({
        name: requiredLine(120),
        language,
        currency,
        defaultTeamId: id,
        weekend: z.array(weekday).max(7),
        timeZone: z.string().refine((zone) => isTimeZone(zone), { error: 'unknown' }),
        region: z.string().regex(/^[A-Z]{2}$/),
      })
      .partial(),
    reply: company,
  },
  'GET /company/internal-hosts': {
    summary: 'Hosts of our own network Kesher may call, besides everything public',
    for: administrators,
    inPerson: true,
    reply: internalHosts,
  },
  'PUT /company/internal-hosts': {
    summary: 'Set the hosts of our own network Kesher may call',
    for: administrators,
    inPerson: true,
    confirm: true,
    body: internalHosts,
    reply: internalHosts,
  },
  'GET /hours': { summary: 'Opening hours, holidays and closures', for: 'signed-in', reply: hours },
  'PUT /hours/spans': { summary: 'Set the opening hours of the week', for: administrators, body: z.array(span).max(50), reply: hours },
  'PUT /hours/holidays/:holiday': {
    summary: 'Keep a holiday as closed, short or open',
    for: administrators,
    params: z.object({ holiday: z.string().max(60) }),
    body: z.object({ observance }),
    reply: hours,
    problems: ['not-found'],
  },
  'PUT /hours/closures/:day': {
    summary: 'Close the company on a day',
    for: administrators,
    params: z.object({ day }),
    body: z.object({ name: requiredLine(120) }),
    reply: hours,
  },
  'DELETE /hours/closures/:day': { summary: 'Take a closure back', for: administrators, params: z.object({ day }), reply: done, problems: ['not-found'] },
  'POST /demo': { summary: 'Load the demo company into a Kesher that has no customers yet', for: administrators, reply: demo, problems: ['wrong-state'] },
  'GET /demo': { summary: 'How far the loading of the demo company has come', for: administrators, reply: demo },
} as const satisfies Contract

function isTimeZone(zone: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
