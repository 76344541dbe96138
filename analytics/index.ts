/** The arithmetic of a customer base: pure functions on plain numbers. No clock, no database, no input or output, no other room. */
export { InvalidInput, type Rule } from './invalid.ts'
export { type Random, random } from './numerics/random.ts'
export * from './baskets/index.ts'
export * from './churn/index.ts'
export { Stopped, type Work } from './work.ts'
export * from './base/index.ts'
export * from './loss/index.ts'
export * from './summaries/index.ts'
