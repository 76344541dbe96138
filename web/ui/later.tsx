/** Parts that open above the page are loaded when the browser is idle, so that pressing finds them there. */
import { type ComponentType, lazy, Suspense } from 'react'

let tellShown = () => {}
const firstScreen = new Promise<void>((resolve) => {
  tellShown = resolve
})

/** The first page stands on the screen. Only now is anything fetched that it does not show. */
export const firstScreenShown = () => tellShown()

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>

const attempts = 3
const pause = 1_500

/** A part that cannot be fetched is asked for again, and without a network once there is one: what is on the screen stays. */
export async function patiently<Loaded>(load: () => Promise<Loaded>, attempt = 1): Promise<Loaded> {
  try {
    return await load()
  } catch (error) {
    if (navigator.onLine && attempt >= attempts) throw error
    await (navigator.onLine
      ? new Promise((resolve) => setTimeout(resolve, pause))
      : new Promise((resolve) => window.addEventListener('online', resolve, { once: true })))
    return patiently(load, attempt + 1)
  }
}

/** A part of the kit: `const MenuList = soon(() => import('./menu-list.tsx'))`. It needs a `Suspense` around it. */
export function soon<Props extends object>(load: Load<Props>) {
  void whenIdle(() => load().catch(() => {})) // whoever needs it asks again
  return lazy(() => patiently(load))
}

const waiting: (() => Promise<unknown>)[] = []
/** Runs something when the browser has nothing better to do, never before the first page is shown. */
export async function whenIdle(run: () => unknown) {
  await firstScreen
  if (window.requestIdleCallback) window.requestIdleCallback(() => run(), { timeout: 5_000 })
  else setTimeout(run, 1_500)
}

function fetchNext() {
  waiting
    .shift()?.()
    .catch(() => {}) // whoever needs it asks again
    .finally(() => {
      if (waiting.length > 0) void whenIdle(fetchNext)
    })
}

/** `const NewOrder = later(() => import('./new-order.tsx'))`; the file's default export is the component. */
export function later<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const Part = lazy(() => patiently(load))
  if (waiting.push(load) === 1) void whenIdle(fetchNext)
  return function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  }
}
