/** Every address of Kesher, one line each. What an address needs besides its page stands in `addresses.ts`. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readSearch } from '../features/customers/list-view.ts'
import { patiently } from '../ui/later.tsx'
import type { Path } from './addresses.ts'
import { enter, needs } from './entering.ts'
import { FaultPage, LostPage } from './fault-page.tsx'
import { Frame } from './frame.tsx'
import { plainSearch, strings } from './search.ts'

/** A page that is fetched, with its words and its first answers, when somebody goes to it or is about to. */
const page = <const P extends Path>(path: P, load: Parameters<typeof lazyRouteComponent>[0]) => ({
  path,
  loader: needs(path),
  component: lazyRouteComponent(() => patiently(load)),
})

const root = createRootRoute({ notFoundComponent: LostPage, errorComponent: FaultPage })
const outside = { getParentRoute: () => root }
const frame = createRoute({ ...outside, id: 'inside', beforeLoad: enter, component: Frame })
const inside = { getParentRoute: () => frame }
const around = createRoute({
  ...inside,
  id: 'around-settings',
  loader: needs('/settings'),
  component: lazyRouteComponent(() => patiently(() => import('../pages/settings.tsx'))),
})
const settings = { getParentRoute: () => around }
const aroundInsight = createRoute({
  ...inside,
  id: 'around-insight',
  loader: needs('/insight'),
  component: lazyRouteComponent(() => import('../pages/insight.tsx')),
})
const insight = { getParentRoute: () => aroundInsight }

const tree = root.addChildren([
  createRoute({ ...outside, ...page('/welcome', () => import('../pages/welcome.tsx')) }),
  createRoute({ ...outside, ...page('/sign-in', () => import('../pages/sign-in.tsx')), validateSearch: strings('back') }),
  createRoute({
    ...outside,
    ...page('/sign-in/company', () => import('../pages/sign-in-company.tsx')),
    validateSearch: strings('code', 'state', 'iss', 'error', 'error_description', 'session_state'),
  }),
  createRoute({ ...outside, ...page('/join/$token', () => import('../pages/join.tsx')) }),
  frame.addChildren([
    createRoute({ ...inside, ...page('/', () => import('../pages/my-day.tsx')) }),
    createRoute({ ...inside, ...page('/customers', () => import('../pages/customers.tsx')), validateSearch: readSearch }),
    createRoute({ ...inside, ...page('/customers/$id', () => import('../pages/customer-file.tsx')), validateSearch: strings('tab', 'order') }),
    createRoute({ ...inside, ...page('/customers/$id/merge/$otherId', () => import('../pages/merge.tsx')) }),
    createRoute({ ...inside, ...page('/customers/$id/merges/$partId/undo', () => import('../pages/merge-undo.tsx')) }),
    createRoute({ ...inside, ...page('/duplicates', () => import('../pages/duplicates.tsx')), validateSearch: strings('verdict') }),
    createRoute({
      ...inside,
      ...page('/orders', () => import('../pages/orders.tsx')),
      validateSearch: strings('search', 'kind', 'from', 'until', 'segment', 'custom', 'columns', 'sort', 'direction', 'peek'),
    }),
    createRoute({ ...inside, ...page('/products', () => import('../pages/products.tsx')), validateSearch: strings('search', 'active', 'sort', 'direction') }),
    createRoute({ ...inside, ...page('/voices', () => import('../pages/voices.tsx')), validateSearch: strings('kind', 'open', 'segment') }),
    createRoute({
      ...inside,
      ...page('/watch', () => import('../pages/watch.tsx')),
      validateSearch: strings('sort', 'signal', 'mine', 'ownerId', 'teamId', 'segment'),
    }),
    createRoute({ ...inside, path: '/insight', beforeLoad: () => Promise.reject(redirect({ to: '/insight/segments', replace: true })) }),
    aroundInsight.addChildren([
      createRoute({ ...insight, ...page('/insight/changes', () => import('../pages/insight-changes.tsx')) }),
      createRoute({ ...insight, ...page('/insight/churn', () => import('../pages/insight-churn.tsx')) }),
      createRoute({ ...insight, ...page('/insight/segments', () => import('../pages/insight-segments.tsx')) }),
      createRoute({ ...insight, ...page('/insight/baskets', () => import('../pages/insight-baskets.tsx')) }),
      createRoute({ ...insight, ...page('/insight/value', () => import('../pages/insight-value.tsx')) }),
      createRoute({ ...insight, ...page('/insight/demand', () => import('../pages/insight-demand.tsx')) }),
      createRoute({ ...insight, ...page('/insight/chain', () => import('../pages/insight-chain.tsx')) }),
      createRoute({ ...insight, ...page('/insight/back-test', () => import('../pages/insight-back-test.tsx')) }),
    ]),
    createRoute({ ...inside, ...page('/import', () => import('../pages/import.tsx')) }),
    createRoute({ ...inside, ...page('/import/$id', () => import('../pages/import-file.tsx')) }),
    createRoute({ ...inside, ...page('/me', () => import('../pages/me.tsx')) }),
    createRoute({ ...inside, ...page('/me/security', () => import('../pages/me-security.tsx')) }),
    createRoute({ ...inside, path: '/settings', beforeLoad: () => Promise.reject(redirect({ to: '/settings/company', replace: true })) }),
    around.addChildren([
      createRoute({ ...settings, ...page('/settings/company', () => import('../pages/settings-company.tsx')) }),
      createRoute({ ...settings, ...page('/settings/people', () => import('../pages/settings-people.tsx')) }),
      createRoute({ ...settings, ...page('/settings/teams', () => import('../pages/settings-teams.tsx')) }),
      createRoute({ ...settings, ...page('/settings/sign-in', () => import('../pages/settings-sign-in.tsx')) }),
      createRoute({ ...settings, ...page('/settings/fields', () => import('../pages/settings-fields.tsx')) }),
      createRoute({ ...settings, ...page('/settings/access', () => import('../pages/settings-access.tsx')) }),
      createRoute({ ...settings, ...page('/settings/audit', () => import('../pages/settings-audit.tsx')) }),
      createRoute({ ...settings, ...page('/settings/hours', () => import('../pages/settings-hours.tsx')) }),
      createRoute({ ...settings, ...page('/settings/backup', () => import('../pages/settings-backup.tsx')) }),
      createRoute({ ...settings, ...page('/settings/privacy', () => import('../pages/settings-privacy.tsx')) }),
    ]),
  ]),
])

export const router = createRouter({
  routeTree: tree,
  ...plainSearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: FaultPage,
  defaultNotFoundComponent: LostPage,
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
