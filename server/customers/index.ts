export { fileOf, sees, visibleTo } from './access.ts'
export const routes = {}
