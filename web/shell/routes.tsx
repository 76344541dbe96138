/** Every address of Kesher, one line each. What an address needs besides its page stands in `addresses.ts`. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readSearch } from '../features/customers/list-view.ts'
import { enter, needs } from './entering.ts'
import { FaultPage, LostPage } from './fault-page.tsx'
import { Frame } from './frame.tsx'
import { plainSearch, strings } from './search.ts'

const root = createRootRoute({ notFoundComponent: LostPage, errorComponent: FaultPage })
const inside = createRoute({ getParentRoute: () => root, id: 'inside', beforeLoad: enter, component: Frame })
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  loader: needs('/settings'),
  component: lazyRouteComponent(() => import('../pages/settings.tsx')),
})

const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/welcome', loader: needs('/welcome'), component: lazyRouteComponent(() => import('../pages/welcome.tsx')) }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: strings('back'),
    loader: needs('/sign-in'),
    component: lazyRouteComponent(() => import('../pages/sign-in.tsx')),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/join/$token',
    loader: needs('/join/$token'),
    component: lazyRouteComponent(() => import('../pages/join.tsx')),
  }),
  inside.addChildren([
    createRoute({ getParentRoute: () => inside, path: '/', loader: needs('/'), component: lazyRouteComponent(() => import('../pages/my-day.tsx')) }),
    createRoute({
      getParentRoute: () => inside,
      path: '/customers',
      validateSearch: readSearch,
      loader: needs('/customers'),
      component: lazyRouteComponent(() => import('../pages/customers.tsx')),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/orders',
      validateSearch: strings('search', 'kind', 'from', 'until', 'sort', 'direction', 'peek'),
      loader: needs('/orders'),
      component: lazyRouteComponent(() => import('../pages/orders.tsx')),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/products',
      validateSearch: strings('search', 'active', 'sort', 'direction'),
      loader: needs('/products'),
      component: lazyRouteComponent(() => import('../pages/products.tsx')),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/voices',
      validateSearch: strings('kind', 'open'),
      loader: needs('/voices'),
      component: lazyRouteComponent(() => import('../pages/voices.tsx')),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/customers/$id',
      validateSearch: strings('tab', 'order'),
      loader: needs('/customers/$id'),
      component: lazyRouteComponent(() => import('../pages/customer-file.tsx')),
    }),
    createRoute({ getParentRoute: () => inside, path: '/me', loader: needs('/me'), component: lazyRouteComponent(() => import('../pages/me.tsx')) }),
    settings.addChildren([
      createRoute({
        getParentRoute: () => settings,
        path: '/',
        beforeLoad: () => {
          throw redirect({ to: '/settings/company', replace: true })
        },
      }),
      createRoute({
        getParentRoute: () => settings,
        path: '/company',
        loader: needs('/settings/company'),
        component: lazyRouteComponent(() => import('../pages/settings-company.tsx')),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: '/people',
        loader: needs('/settings/people'),
        component: lazyRouteComponent(() => import('../pages/settings-people.tsx')),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: '/teams',
        loader: needs('/settings/teams'),
        component: lazyRouteComponent(() => import('../pages/settings-teams.tsx')),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: '/hours',
        loader: needs('/settings/hours'),
        component: lazyRouteComponent(() => import('../pages/settings-hours.tsx')),
      }),
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
