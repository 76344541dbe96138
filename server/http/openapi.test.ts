import { expect, test } from 'vitest'
import { contract } from '../../contract/index.ts'
import { kesherForFile } from '../../testing/kesher.ts'
import { openApi } from './openapi.ts'

const kesher = kesherForFile()

test('the OpenAPI document holds every endpoint with its parameters and answers', () => {
  const document = openApi()
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
  const promised = Object.keys(contract).map((key) => key.replace(' ', ' /api').replace(/:(\w+)/g, '{$1}'))
  expect(operations.sort()).toEqual(promised.sort())
  expect(JSON.stringify(document)).not.toContain('"undefined"')
})

test('the OpenAPI document says which scope a key needs, and where no key will do', () => {
  const { paths, components } = openApi()
  const security = (path: string, method: string) => (paths[path]![method] as { security: unknown }).security
  expect(components.securitySchemes).toMatchObject({ session: { in: 'cookie' }, key: { type: 'http', scheme: 'bearer' } })
  expect(security('/api/customers', 'get')).toEqual([{ session: [] }, { key: ['customers:read'] }])
  expect(security('/api/customers', 'post')).toEqual([{ session: [] }, { key: ['customers:write'] }])
  expect(security('/api/users', 'post')).toEqual([{ session: [] }])
  expect(security('/api/me/api-keys', 'get')).toEqual([{ session: [] }])
  expect(security('/api/session', 'post')).toEqual([])
})

test('every endpoint of the contract is served, and refuses a stranger unless it is for everyone', async () => {
  await kesher.administrator()
  for (const [key, entry] of Object.entries(contract)) {
    const [method, path] = key.split(' ') as ['GET', string]
    const url = `/api${path.replace(/:\w+/g, '0192f0c1-2345-7abc-8def-0123456789ab')}`
    const answer = await kesher.app.inject({ method, url, headers: { host: 'localhost' } })
    if (entry.for === 'everyone') expect([200, 409, 410, 422], key).toContain(answer.statusCode)
    else expect(answer.statusCode, key).toBe(401)
  }
})
