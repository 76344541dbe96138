/**
 * Says in a word what a control does, when the pointer rests on it or the keyboard comes to it. One tooltip serves the
 * whole screen: a control only names its text, which costs a long list nothing.
 */
import { cloneElement, type ReactElement, useEffect, useRef, useState } from 'react'
import { Kbd } from './kbd.tsx'

type Told = { 'data-hint'?: string; 'data-keys'?: string }

/** Its child must be a control that passes `data-` attributes on. */
export function Hint({ text, keys, children }: { text: string; keys?: string; children: ReactElement<Told> }) {
  return cloneElement(children, { 'data-hint': text, ...(keys ? { 'data-keys': keys } : {}) })
}

const delay = 450
const gap = 6

/** Where tooltips appear. Once, around everything. The text is the control's own label too, so nothing is lost without it. */
export function Tooltips() {
  const [over, setOver] = useState<HTMLElement>()
  const tip = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const hide = () => {
      clearTimeout(waiting)
      setOver(undefined)
    }
    const show = (event: Event, wait: number) => {
      clearTimeout(waiting)
      const control = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-hint]') : null
      if (!control || control.getAttribute('aria-expanded') === 'true') return hide()
      waiting = setTimeout(() => setOver(control), wait)
    }
    const on: Record<string, (event: Event) => void> = {
      pointerover: (event) => ((event as PointerEvent).pointerType === 'touch' ? hide() : show(event, delay)),
      focusin: (event) => (event.target instanceof Element && event.target.matches(':focus-visible') ? show(event, 0) : hide()),
      focusout: hide,
      pointerdown: hide,
      keydown: hide,
      scroll: hide,
    }
    for (const [name, hear] of Object.entries(on)) document.addEventListener(name, hear, { capture: true, passive: true })
    return () => {
      hide()
      for (const [name, hear] of Object.entries(on)) document.removeEventListener(name, hear, { capture: true })
    }
  }, [])
  useEffect(() => {
    if (!over || !tip.current) return
    const at = over.getBoundingClientRect()
    const own = tip.current.getBoundingClientRect()
    const below = at.bottom + gap + own.height < innerHeight
    const x = Math.min(Math.max(4, at.x + at.width / 2 - own.width / 2), innerWidth - own.width - 4)
    tip.current.style.transform = `translate(${x}px, ${below ? at.bottom + gap : at.y - gap - own.height}px)`
  }, [over])
  if (!over?.isConnected) return null
  return (
    <div className="tooltip" ref={tip} aria-hidden="true">
      {over.dataset.hint}
      {over.dataset.keys && <Kbd keys={over.dataset.keys} />}
    </div>
  )
}
