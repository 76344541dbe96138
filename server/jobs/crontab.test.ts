import { parseCrontab } from 'graphile-worker'
import { expect, test } from 'vitest'
import { crontab, jobs } from '../app.ts'

test('the crontab can be read, and names jobs there are', () => {
  expect(parseCrontab(crontab).filter(({ task }) => !(task in jobs))).toEqual([])
})
