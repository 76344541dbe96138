/** Presses of the keyboard, turned into actions. Keys are matched by their place, so that a Hebrew layout changes nothing. */
import { type Action, allActions } from './actions.ts'

type Stroke = { code: string; mod: boolean; shift: boolean; alt: boolean }

const named: Record<string, string> = {
  '/': 'Slash',
  '.': 'Period',
  ',': 'Comma',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  enter: 'Enter',
  esc: 'Escape',
  up: 'ArrowUp',
  down: 'ArrowDown',
}
const patience = 1_200

/** The strokes that `keys` stands for: `g c` is two, `mod+k` is one. */
export function strokesOf(keys: string): Stroke[] {
  return keys.split(' ').map((step) => {
    const parts = step === '+' ? ['+'] : step.split('+')
    const key = parts.at(-1)!
    const shifted = key === '?'
    const code = shifted ? 'Slash' : (named[key] ?? (/^\d$/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`))
    return { code, mod: parts.includes('mod'), shift: shifted || parts.includes('shift'), alt: parts.includes('alt') }
  })
}

type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>
const fits = (stroke: Stroke, press: Press) =>
  stroke.code === press.code && stroke.mod === (press.ctrlKey || press.metaKey) && stroke.shift === press.shiftKey && stroke.alt === press.altKey

/** Finds what the presses so far stand for: an action, more to come, or nothing. */
export function matchKeys(actions: readonly Action[], presses: readonly Press[]): Action | 'more' | undefined {
  let more = false
  for (const action of actions) {
    if (!action.keys) continue
    const strokes = strokesOf(action.keys)
    if (strokes.length < presses.length || !presses.every((press, place) => fits(strokes[place]!, press))) continue
    if (strokes.length === presses.length) return action
    more = true
  }
  return more ? 'more' : undefined
}

/** Listens for as long as the screen is there. */
export function listenToKeys() {
  let presses: KeyboardEvent[] = []
  let last = 0
  const hear = (event: KeyboardEvent) => {
    if (event.isComposing || event.repeat || /^(Control|Shift|Alt|Meta)/.test(event.key)) return
    if (!heard(event)) return
    if (event.timeStamp - last > patience) presses = []
    last = event.timeStamp
    presses.push(event)
    let hit = matchKeys(allActions(), presses)
    if (!hit) {
      presses = [event]
      hit = matchKeys(allActions(), presses)
    }
    if (!hit) {
      presses = []
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (hit === 'more') return
    presses = []
    hit.run()
  }
  window.addEventListener('keydown', hear, { capture: true })
  return () => window.removeEventListener('keydown', hear, { capture: true })
}

const writing = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true], [role=spinbutton]'

/** Letters belong to whoever writes, and to menus; a dialog keeps every key to itself. */
function heard({ target, ctrlKey, metaKey, key, altKey }: KeyboardEvent) {
  if (document.querySelector('[role=dialog][aria-modal], .scrim, .sheet-scrim')) return false
  if (!(target instanceof Element) || ctrlKey || metaKey || altKey) return true
  if (target.closest(writing) || target.closest('[role=menu], [role=listbox]')) return false
  return key !== 'Enter' && key !== ' ' && key !== 'Escape'
}
