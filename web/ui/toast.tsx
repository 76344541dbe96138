import { useEffect, useSyncExternalStore } from 'react'
import { useWords } from '../words.tsx'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

type Toast = { text: string; undo?: () => void; action?: { label: string; run: () => void }; tone?: 'good' | 'bad' }
type Shown = Toast & { id: number }

const stays = 7_000
let shown: readonly Shown[] = []
let last = 0
const listeners = new Set<() => void>()

function publish(next: readonly Shown[]) {
  shown = next
  for (const listener of listeners) listener()
}

/** Says that something happened; `undo` takes it back while the toast is there. */
export function toast(message: Toast): () => void {
  const id = ++last
  publish([...shown.slice(-2), { ...message, id }])
  return () => close(id)
}
const close = (id: number) => publish(shown.filter((one) => one.id !== id))

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Where toasts appear. Once, in the shell. */
export function Toasts() {
  const words = useWords('common')
  const list = useSyncExternalStore(listen, () => shown)
  return (
    <section className="toasts" aria-label={words.notices} aria-live="polite">
      {list.map((one) => (
        <OneToast key={one.id} {...one} />
      ))}
    </section>
  )
}

function OneToast({ id, text, undo, action, tone }: Shown) {
  const words = useWords('common')
  const done = () => close(id)
  const button = undo ? { label: words.undo, run: undo } : action
  useEffect(() => {
    let rest = stays
    // A pointer or the focus on it holds it.
    const tick = setInterval(() => {
      const held = document.querySelector(`[data-toast="${id}"]:is(:hover, :focus-within)`)
      if (!held && !document.hidden) rest -= 250
      if (rest <= 0) close(id)
    }, 250)
    return () => clearInterval(tick)
  }, [id])
  return (
    <div className="toast" data-toast={id}>
      {tone && <Icon name={tone === 'good' ? 'circle-check' : 'circle-alert'} className={`tone-${tone}`} />}
      <span className="grow" dir="auto">
        {text}
      </span>
      {button && (
        <Button
          small
          look="quiet"
          onPress={() => {
            button.run()
            done()
          }}
        >
          {button.label}
        </Button>
      )}
      <IconButton small icon="x" label={words.close} onPress={done} />
    </div>
  )
}
