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
