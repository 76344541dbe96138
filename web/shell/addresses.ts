/**
 * What each address needs: the file of its page, its words, and the questions its page asks first. The loader of the
 * route fetches them together with the page; the server sends them along with the document.
 * In `first`, params come from the address; a `query` is sent with what the address bar holds laid over it.
 */
import type { Key } from '../../contract/index.ts'
import type { AreaName } from '../../words/areas.ts'

export type First = { key: Key; query?: Record<string, string> }
export type Address = {
  page: string
  words: readonly AreaName[]
  first?: readonly First[]
  /** Shown before signing in. */
  outside?: true
  /** The address whose page stands around it. */
  within?: string
}

export const addresses = {
  '/welcome': { page: 'welcome', words: ['people', 'welcome'], outside: true },
  '/sign-in': { page: 'sign-in', words: ['people'], outside: true },
  '/sign-in/company': { page: 'sign-in-company', words: ['people'], outside: true },
  '/join/$token': { page: 'join', words: ['people'], outside: true },
  '/': { page: 'my-day', words: ['day'], first: [{ key: 'GET /my-day' }] },
  '/customers': {
    page: 'customers',
    words: ['customers', 'duplicates', 'custom', 'grid', 'standing'],
    first: [{ key: 'GET /custom-fields' }, { key: 'GET /customers', query: { limit: '100', sort: 'name', direction: 'ascending' } }],
  },
  '/duplicates': { page: 'duplicates', words: ['duplicates'] },
  '/orders': {
    page: 'orders',
    words: ['orders', 'grid', 'standing', 'custom'],
    first: [{ key: 'GET /custom-fields' }, { key: 'GET /orders', query: { limit: '100', sort: 'orderedAt', direction: 'descending' } }],
  },
  '/products': {
    page: 'products',
    words: ['orders', 'grid'],
    first: [{ key: 'GET /products', query: { limit: '100', sort: 'name', direction: 'ascending' } }],
  },
  '/voices': { page: 'voices', words: ['feedback', 'grid', 'standing'], first: [{ key: 'GET /voices', query: { limit: '100', open: 'true' } }] },
  '/watch': { page: 'watch', words: ['insight', 'grid', 'standing'], first: [{ key: 'GET /insight/watch', query: { limit: '100' } }] },
  '/insight': { page: 'insight', words: ['findings', 'charts'] },
  '/insight/changes': {
    page: 'insight-changes',
    within: '/insight',
    words: ['findings', 'insight'],
    first: [{ key: 'GET /insight/comparison' }],
  },
  '/insight/churn': { page: 'insight-churn', within: '/insight', words: ['findings', 'charts'], first: [{ key: 'GET /insight/churn' }] },
  '/insight/segments': {
    page: 'insight-segments',
    within: '/insight',
    words: ['findings', 'charts', 'insight', 'standing'],
    first: [{ key: 'GET /insight/segments' }],
  },
  '/insight/baskets': {
    page: 'insight-baskets',
    within: '/insight',
    words: ['findings', 'charts', 'insight', 'standing'],
    first: [{ key: 'GET /insight/baskets' }],
  },
  '/insight/value': {
    page: 'insight-value',
    within: '/insight',
    words: ['findings', 'charts', 'insight', 'standing'],
    first: [{ key: 'GET /insight/value' }, { key: 'GET /insight/assumptions' }],
  },
  '/insight/demand': {
    page: 'insight-demand',
    within: '/insight',
    words: ['findings', 'charts', 'insight', 'standing'],
    first: [{ key: 'GET /insight/demand' }],
  },
  '/insight/chain': { page: 'insight-chain', within: '/insight', words: ['findings', 'charts', 'insight', 'standing'], first: [{ key: 'GET /insight/chain' }] },
  '/insight/back-test': {
    page: 'insight-back-test',
    within: '/insight',
    words: ['findings', 'charts', 'insight', 'standing'],
    first: [{ key: 'GET /insight/back-test' }],
  },
  '/import': { page: 'import', words: ['exchange'], first: [{ key: 'GET /imports', query: { limit: '100' } }] },
  '/import/$id': { page: 'import-file', words: ['exchange'], first: [{ key: 'GET /imports/:id' }] },
  '/customers/$id': {
    page: 'customer-file',
    words: ['file', 'custom', 'interactions', 'orders', 'feedback', 'insight', 'standing'],
    first: [{ key: 'GET /customers/:id/file' }, { key: 'GET /customers/:id/insight' }, { key: 'GET /custom-fields' }],
  },
  '/customers/$id/merge/$otherId': { page: 'merge', words: ['file', 'merging'], first: [{ key: 'GET /customers/:id/merge/:otherId' }] },
  '/customers/$id/merges/$partId/undo': { page: 'merge-undo', words: ['file', 'merging'], first: [{ key: 'GET /customers/:id/merges/:partId/undo' }] },
  '/me': { page: 'me', words: ['people'] },
  '/me/security': {
    page: 'me-security',
    words: ['people', 'security'],
    first: [{ key: 'GET /me/factors' }, { key: 'GET /me/sessions' }, { key: 'GET /me/api-keys' }],
  },
  '/settings': { page: 'settings', words: ['settings', 'people'] },
  '/settings/company': {
    page: 'settings-company',
    within: '/settings',
    words: ['settings', 'people'],
    first: [{ key: 'GET /company' }, { key: 'GET /teams' }],
  },
  '/settings/people': {
    page: 'settings-people',
    within: '/settings',
    words: ['settings', 'people', 'audit'],
    first: [{ key: 'GET /users' }, { key: 'GET /teams' }],
  },
  '/settings/teams': { page: 'settings-teams', within: '/settings', words: ['settings', 'people'], first: [{ key: 'GET /teams' }] },
  '/settings/sign-in': {
    page: 'settings-sign-in',
    within: '/settings',
    words: ['settings', 'people', 'security'],
    first: [{ key: 'GET /sign-in-policy' }, { key: 'GET /api-keys' }],
  },
  '/settings/fields': {
    page: 'settings-fields',
    within: '/settings',
    words: ['settings', 'people', 'fields', 'standing'],
    first: [{ key: 'GET /custom-fields' }, { key: 'GET /custom-fields/removed' }],
  },
  '/settings/access': { page: 'settings-access', within: '/settings', words: ['settings', 'people', 'audit'], first: [{ key: 'GET /access' }] },
  '/settings/audit': { page: 'settings-audit', within: '/settings', words: ['settings', 'people', 'audit'], first: [{ key: 'GET /audit/look-alerts' }] },
  '/settings/hours': { page: 'settings-hours', within: '/settings', words: ['settings', 'holidays'], first: [{ key: 'GET /hours' }] },
  '/settings/backup': { page: 'settings-backup', within: '/settings', words: ['settings', 'backup'], first: [{ key: 'GET /backups' }] },
  '/settings/privacy': { page: 'settings-privacy', within: '/settings', words: ['settings', 'rights'], first: [{ key: 'GET /retention' }] },
} as const satisfies Record<string, Address>

export type Path = keyof typeof addresses

/** What every page inside asks before anything else. */
export const always: readonly First[] = [{ key: 'GET /session' }]
export const alwaysWords: readonly AreaName[] = ['common', 'problems', 'shell']
