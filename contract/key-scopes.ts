/** What an API key may be let do: read or write in a domain. The scope an endpoint asks for follows from its contract file and its method. */
export const keyDomains = ['customers', 'interactions', 'orders', 'feedback', 'file', 'insight', 'exchange', 'people', 'settings', 'audit'] as const
export type KeyDomain = (typeof keyDomains)[number]
export type KeyScope = `${KeyDomain}:${'read' | 'write'}`
export const keyScopes: readonly KeyScope[] = keyDomains.flatMap((domain) => [`${domain}:read`, `${domain}:write`] as const)
