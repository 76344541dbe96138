/** Requests as the OpenAPI document allows them, and as it does not, sent as everybody; each answer held against the same document. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'
import { type Role, roles } from '../../contract/endpoint.ts'
import type { Key } from '../../contract/index.ts'
import { type ProblemCode, problems } from '../../contract/problems.ts'
import { openApi } from '../../server/http/openapi.ts'
import { forgetSessions, hashOf } from '../../server/http/session.ts'
import { samples } from './samples.ts'
import type { File, World } from './world.ts'

type Schema = {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  minItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
}
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }
type Operation = {
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: Record<string, { description: string; content: Record<string, { schema?: Schema }> }>
}
type Who = Role | 'stranger'

/** `sample`: about a thing made for it, and with the body of the endpoint's sample, perhaps spoiled at a place. */
export type Request = {
  key: string
  who: Who
  params: Record<string, string>
  query: Record<string, unknown>
  headers: Record<string, string>
  payload?: Buffer | string
  sample?: { file: File; body: boolean; spoil?: { place: number; by: unknown } }
}
export type Wrong = { request: Request; status: number; why: string }

const operations = Object.entries(openApi().paths as unknown as Record<string, Record<string, Operation>>).flatMap(([path, byMethod]) =>
  Object.entries(byMethod).map(([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, operation })),
)
const byKey = new Map(operations.map((one) => [one.key, one]))

/** What no document foresees: other kinds of value, numbers at their ends, text that means something to somebody. */
const junk: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    -0,
    2 ** 53,
    '',
    '\u0000',
    '\ud800',
    "'; drop table customers --",
    '%',
    '\\',
    '../../etc/passwd',
    '{{7*7}}',
    '\u202e',
    '🧿'.repeat(40),
    [],
    {},
    [[]],
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'x'.repeat(5_000),
    'ת'.repeat(700),
    '2026-02-30',
    '9999-12-31T23:59:60Z',
    '-271821-04-20',
    '00000000-0000-0000-0000-000000000000',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Never an absolute path: a folder named for the backups would be made. */
const typed = (schema: Schema) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 40) }),
      fc.constantFrom('plain', 'כהן', '050-1234567', 'a@b.example', '18', 'true', 'mine'),
    )
    .map((text) => text.replace(/^\//, '_'))

const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }).map((date) => date.toISOString())

function valid(schema: Schema, ids: Arbitrary<string>): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => valid(choice, ids)))
  if (schema.allOf) return valid(Object.assign({}, ...schema.allOf), ids)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      if (schema.format === 'uuid') return ids
      if (schema.format === 'date') return day.map((moment) => moment.slice(0, 10))
      if (schema.format === 'date-time') return day
      if (schema.format === 'email') return fc.nat({ max: 1e6 }).map((n) => `person${n}@random.example`)
      if (schema.format === 'uri') return fc.constantFrom('https://127.0.0.1/', 'http://localhost:1/', 'https://[::1]/')
      return schema.pattern
        ? fc.oneof(
            { weight: 4, arbitrary: fc.stringMatching(new RegExp(schema.pattern)).filter((text) => text.length < 300) },
            { weight: 1, arbitrary: typed(schema) },
          )
        : typed(schema)
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? schema.exclusiveMinimum ?? -1_000_000, -1e15), max: Math.min(schema.maximum ?? 1_000_000, 1e15) })
    case 'number':
      return fc.double({ min: schema.minimum ?? schema.exclusiveMinimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valid(schema.items ?? {}, ids), { minLength: schema.minItems ?? 0, maxLength: Math.max(schema.minItems ?? 0, 3) })
    case 'object':
      return objectOf(schema, ids)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, ids: Arbitrary<string>): Arbitrary<unknown> {
  const parts = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, valid(part, ids)]))
  const known = fc.record(parts, { requiredKeys: required.filter((name) => name in parts) })
  if (typeof additionalProperties !== 'object' || Object.keys(additionalProperties).length === 0) return known
  return fc
    .tuple(known, fc.dictionary(fc.string({ maxLength: 12 }), valid(additionalProperties, ids), { maxKeys: 4 }))
    .map(([one, other]) => ({ ...other, ...one }))
}

/** The same with one thing about it spoiled, somewhere inside. */
function spoiled(value: unknown, place: number, by: unknown): unknown {
  if (value === null || typeof value !== 'object' || place % 5 === 0) return by
  if (Array.isArray(value)) return value.length === 0 ? [by] : value.map((item, n) => (n === place % value.length ? spoiled(item, place >> 1, by) : item))
  const names = Object.keys(value)
  const name = names[place % (names.length + 1)] ?? 'unforeseen'
  return { ...value, [name]: spoiled((value as Record<string, unknown>)[name] ?? null, place >> 1, by) }
}

const oneIn = (n: number, rare: Arbitrary<unknown>, usual: Arbitrary<unknown>) => fc.oneof({ weight: n - 1, arbitrary: usual }, { weight: 1, arbitrary: rare })

function bodyOf(operation: Operation, ids: Arbitrary<string>): Arbitrary<{ payload?: Buffer | string; type?: string }> {
  const content = operation.requestBody?.content
  if (!content) return fc.constant({})
  const schema = content['application/json']?.schema
  if (!schema) return fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ payload: Buffer.from(bytes), type: 'application/octet-stream' }))
  const json = valid(schema, ids)
  const told = fc.oneof(
    { weight: 6, arbitrary: json.map((value) => JSON.stringify(value)) },
    { weight: 3, arbitrary: fc.tuple(json, fc.nat(), junk).map(([value, place, by]) => JSON.stringify(spoiled(value, place, by))) },
    { weight: 1, arbitrary: fc.tuple(json, fc.nat({ max: 200 })).map(([value, end]) => JSON.stringify(value).slice(0, end)) },
  )
  const types = fc.constantFrom(
    ...Array<string>(12).fill('application/json'),
    'application/json; charset=utf-16',
    'text/plain',
    'application/x-www-form-urlencoded',
    'x',
  )
  return fc.tuple(told, types).map(([payload, type]) => ({ payload: payload ?? '', type }))
}

/** Requests to every endpoint alike, about what is in this world and about what is not. */
export function requests(world: World): Arbitrary<Request> {
  const files = [...Object.values(world.files.own), world.files.team, world.files.other]
  const known = [
    ...files.flatMap((file) => Object.values(file)),
    world.team,
    world.elsewhere,
    world.productId,
    ...Object.values(world.people).map(({ id }) => id),
  ]
  const ids = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fc.uuid() })
  const sample = fc.record(
    { file: fc.constantFrom(...files), body: fc.boolean(), spoil: fc.record({ place: fc.nat(), by: junk }) },
    { requiredKeys: ['file', 'body'] },
  )
  const who = fc.constantFrom<Who>(...roles, 'administrator', 'administrator', 'stranger')
  return fc.oneof(
    ...operations.map(({ key, operation }) => {
      const of = (place: Parameter['in']) => operation.parameters.filter((parameter) => parameter.in === place)
      const inPath = of('path').map(({ name, schema }) => [name, oneIn(12, junk, valid(schema, ids)).map(written)] as const)
      const inQuery = of('query').map(({ name, schema }) => [name, oneIn(6, junk, valid(schema, ids))] as const)
      const required = of('query').flatMap(({ name, required }) => (required ? [name] : []))
      const intent = fc.oneof(fc.constantFrom('', 'x'.repeat(300), '"quoted"'), fc.nat({ max: 9_999 }).map(String))
      return fc
        .record({
          who,
          params: fc.record(Object.fromEntries(inPath)),
          query: fc.record(Object.fromEntries(inQuery), { requiredKeys: required }),
          body: bodyOf(operation, ids),
          intent: of('header').length > 0 ? fc.option(intent, { freq: 6, nil: undefined }) : fc.constant(undefined),
          sample: fc.option(sample, { freq: 3, nil: undefined }),
        })
        .map(({ body, intent, ...rest }) => ({
          key,
          headers: { ...(body.type ? { 'content-type': body.type } : {}), ...(intent === undefined ? {} : { 'idempotency-key': intent }) },
          payload: body.payload,
          ...rest,
        }))
    }),
  )
}

const replies = new Map<string, z.ZodType>()

/** The reply of an operation by its published schema, which allows nothing it does not name. */
function replySchema(key: string, operation: Operation): z.ZodType | undefined {
  const schema = operation.responses[200]?.content['application/json']?.schema
  if (!schema) return undefined
  const known = replies.get(key) ?? z.fromJSONSchema(schema as never)
  replies.set(key, known)
  return known
}

function whyWrong(key: string, status: number, type: string, text: string): string | undefined {
  const { operation } = byKey.get(key)!
  if (status === 200) {
    const schema = replySchema(key, operation)
    if (!schema) return type.includes('json') ? 'JSON where bytes were promised' : undefined
    const { error } = schema.safeParse(JSON.parse(text))
    return error && `not as promised: ${JSON.stringify(error.issues.slice(0, 3))} ${text.slice(0, 200)}`
  }
  if (!type.startsWith('application/problem+json')) return `a refusal of another kind: ${type}`
  const { code, status: told } = JSON.parse(text) as { code: ProblemCode; status: number }
  if (problems[code] !== status || told !== status) return `${code} as ${status}`
  const promised = operation.responses[status]?.description.split(', ') ?? []
  // An address with another place in it may be nobody's.
  return promised.includes(code) || code === 'not-found' ? undefined : `${code} is not promised: ${text.slice(0, 200)}`
}

export type Told = { wrong: Wrong[]; done: Set<string> }

/** Sends requests and tells which were answered otherwise than promised, and which endpoints did at least once what they are for. */
export async function answersTo(world: World, all: readonly Request[]): Promise<Told> {
  const told: Told = { wrong: [], done: new Set() }
  let cookies = await standUp(world)
  for (const request of all) {
    const { key, who, params, query, headers, payload } = request.sample ? await about(world, request, request.sample) : request
    const { method, path } = byKey.get(key)!
    const answer = await world.kesher.app.inject({
      method: method as 'GET',
      url: path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!)),
      query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, written(value)])),
      headers: { host: 'localhost', cookie: cookies[who], ...headers },
      payload,
    })
    const why = whyWrong(key, answer.statusCode, String(answer.headers['content-type'] ?? ''), answer.body)
    if (why) told.wrong.push({ request, status: answer.statusCode, why })
    if (answer.statusCode === 200) told.done.add(key)
    if (answer.statusCode === 401 && who !== 'stranger') cookies = await standUp(world) // something before put them out
  }
  return told
}

/** The request with what the sample of its endpoint is about, if that can be made: what was asked before may stand in the way. */
async function about(world: World, request: Request, { file, body, spoil }: NonNullable<Request['sample']>): Promise<Request> {
  const person = world.people[request.who === 'stranger' ? 'administrator' : request.who]
  const sample = samples[request.key.replace(' /api', ' ').replace(/\{(\w+)\}/g, ':$1') as Key]
  const given = { world, person, file, by: world.boss }
  const sent = (await Promise.resolve(sample.sent(given)).catch(() => ({}))) as { params?: Record<string, string>; query?: object; body?: unknown }
  const payload = sent.body instanceof Buffer ? sent.body : JSON.stringify(spoil ? spoiled(sent.body, spoil.place, spoil.by) : sent.body)
  const type = sent.body instanceof Buffer ? 'application/octet-stream' : 'application/json'
  return {
    ...request,
    params: { ...request.params, ...sent.params },
    query: { ...request.query, ...sent.query },
    ...(body && sent.body !== undefined ? { payload, headers: { ...request.headers, 'content-type': type } } : {}),
  }
}

const written = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

/** Everybody signed in anew with the role they had, as far as what was asked before took it from them. */
async function standUp({ kesher, people, files, team, elsewhere }: World): Promise<Record<Who, string>> {
  const { db, now } = kesher.house
  const cookies: Record<string, string> = { stranger: '' }
  const place = (file: File, teamId: string, ownerId: string | null) => db.updateTable('customers').set({ teamId, ownerId }).where('id', '=', file.id).execute()
  await db.updateTable('signInPolicy').set({ secondFactorRoles: [] }).execute()
  await db.updateTable('roleAccess').set({ hidden: [] }).execute()
  await db
    .updateTable('roleAccess')
    .set({ hidden: ['taxId', 'finances'] })
    .where('role', '=', 'rep')
    .execute()
  for (const [role, file] of Object.entries(files.own)) await place(file, team, people[role as Role].id)
  await place(files.team, team, null)
  await place(files.other, elsewhere, null)
  for (const { id, role } of Object.values(people)) {
    await db.updateTable('users').set({ role, deactivatedAt: null }).where('id', '=', id).execute()
    const token = randomBytes(32).toString('base64url')
    const at = now()
    await db
      .insertInto('sessions')
      .values({
        id: randomUUIDv7(),
        tokenHash: hashOf(token),
        userId: id,
        way: 'password',
        createdAt: at,
        confirmedAt: at,
        lastSeenAt: at,
        expiresAt: new Date(at.getTime() + 3_600_000),
        userAgent: '',
        address: '',
        lastAddress: '',
      })
      .execute()
    cookies[role] = `__Host-kesher=${token}`
  }
  forgetSessions(kesher.house)
  return cookies as Record<Who, string>
}
