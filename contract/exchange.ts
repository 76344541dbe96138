import type { Contract } from './endpoint.ts'

export const exchange = {} as const satisfies Contract
