/** The OpenAPI 3.1 document, written from the contract. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '../../contract/endpoint.ts'
import { contract, type Key, scopeOf } from '../../contract/index.ts'
import { type ProblemCode, problems } from '../../contract/problems.ts'
import { keyHeader, keyPattern } from './idempotency.ts'

export function mountOpenApi(app: FastifyInstance) {
  let document: object | undefined
  app.get('/api/openapi.json', async () => (document ??= openApi()))
}

/** Every endpoint with its parameters, body, answer and problems. */
export function openApi() {
  const paths: Record<string, Record<string, object>> = {}
  for (const [key, entry] of Object.entries(contract) as [string, Endpoint][]) {
    const [method, path] = key.split(' ') as [string, string]
    const place = `/api${path.replace(/:(\w+)/g, '{$1}')}`
    paths[place] ??= {}
    paths[place][method.toLowerCase()] = operation(key as Key, entry, method !== 'GET')
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kesher',
      version: '1',
      description: 'Everything the screens do. Lists page by the cursor in `next`; amounts are whole minor units; moments are ISO 8601.',
    },
    paths,
    components: {
      securitySchemes,
      schemas: { Problem: problemSchema },
    },
  }
}

/** A browser goes by its session, a program by a key, whose scopes an operation names. */
const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: '__Host-kesher', description: 'The session of a person who signed in.' },
  key: { type: 'http', scheme: 'bearer', description: 'A key made by a person, who sees it once. It acts for them within its scopes and their own rights.' },
}

function operation(key: Key, entry: Endpoint, writing: boolean) {
  const open = entry.for === 'everyone'
  const scope = scopeOf(key)
  const told = descriptionOf(entry)
  const repeatable = writing && !open
  return {
    summary: entry.summary,
    security: open ? [] : [{ session: [] }, ...(scope ? [{ key: [scope] }] : [])],
    ...(told ? { description: told } : {}),
    parameters: [...parameters('path', entry.params), ...parameters('query', entry.query), ...(repeatable ? [keyParameter] : [])],
    ...(entry.body ? { requestBody: { required: true, content: bodyContent(entry.body) } } : {}),
    responses: { 200: { description: 'Done', content: replyContent(entry.reply) }, ...refusals(entry, repeatable) },
  }
}

function descriptionOf({ for: roles, confirm }: Endpoint) {
  const parts = [
    ...(Array.isArray(roles) ? [`For ${roles.join(', ')}.`] : []),
    ...(confirm ? ['In a session, the person must have proved who they are within the last ten minutes.'] : []),
  ]
  return parts.join(' ')
}

type Schema = { properties?: Record<string, object>; required?: string[] }
const schemaOf = (type: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Schema

function parameters(place: 'path' | 'query', type: Endpoint['params']) {
  if (!type) return []
  const { properties = {}, required = [] } = schemaOf(type, 'input')
  return Object.entries(properties).map(([name, schema]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema }))
}

/** The name a caller gives to what it wants done once, however often it has to send it. */
const keyParameter = {
  name: keyHeader,
  in: 'header',
  required: false,
  description: 'Names this write. Sent again with the same key within 48 hours, it is not carried out again but answered as the first time.',
  schema: { type: 'string', pattern: keyPattern },
}

const bodyContent = (body: NonNullable<Endpoint['body']>) =>
  body === 'upload' ? { 'application/octet-stream': {} } : { 'application/json': { schema: schemaOf(body, 'input') } }
const replyContent = (reply: Endpoint['reply']) =>
  reply === 'download' ? { 'application/octet-stream': {} } : { 'application/json': { schema: schemaOf(reply, 'output') } }

function refusals(entry: Endpoint, repeatable: boolean) {
  const codes: ProblemCode[] = ['invalid', 'too-large', 'slow-down', 'unavailable', 'no-room', ...(entry.problems ?? [])]
  if (entry.for !== 'everyone') codes.push('not-signed-in', 'not-allowed')
  if (entry.for !== 'everyone' && !entry.beforeSecondFactor) codes.push('second-factor-needed')
  if (entry.confirm) codes.push('confirm-first')
  if (repeatable) codes.push('key-reused')
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  )
}

const problemSchema = {
  type: 'object',
  required: ['code', 'status'],
  properties: {
    code: { enum: Object.keys(problems) },
    status: { type: 'integer' },
    id: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
    facts: { type: 'object' },
    conflicts: {
      type: 'object',
      description: 'With `changed-meanwhile`: by field, what stands there now and what was sent.',
      additionalProperties: { type: 'object', required: ['theirs', 'mine'], properties: { theirs: {}, mine: {} } },
    },
  },
}
