/** Parts that open above the page are loaded when the browser is idle, so that pressing finds them there. */
import { type ComponentType, lazy, Suspense } from 'react'

let tellShown = () => {}
const firstScreen = new Promise<void>((resolve) => {
  tellShown = resolve
})

/** The first page stands on the screen. Only now is anything fetched that it does not show. */
export const firstScreenShown = () => tellShown()

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>

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
    .finally(() => {
      if (waiting.length > 0) void whenIdle(fetchNext)
    })
}

/** `const NewOrder = later(() => import('./new-order.tsx'))`; the file's default export is the component. */
export function later<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const Part = lazy(load)
  if (waiting.push(load) === 1) void whenIdle(fetchNext)
  return function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  }
}
