import { ask } from '../../api/query.ts'

export const dayQuery = ask('GET /my-day')
