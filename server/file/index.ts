export const routes = {}
export const jobs = {}
