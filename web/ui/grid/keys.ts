/** What a key means in a list. Keys go by their place on the board, so that they are the same in Hebrew. */
export type Move = 'next' | 'previous' | 'page-down' | 'page-up' | 'first' | 'last'
export type Command = { move: Move; extend: boolean } | { act: 'choose' | 'choose-range' | 'choose-all' | 'leave' | 'peek' | 'open' }

const moves: Record<string, Move> = { ArrowDown: 'next', ArrowUp: 'previous', PageDown: 'page-down', PageUp: 'page-up', Home: 'first', End: 'last' }
const letters: Record<string, Command> = { KeyJ: { move: 'next', extend: false }, KeyK: { move: 'previous', extend: false }, KeyO: { act: 'open' } }

type Key = { code: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }

export function commandOf({ code, shiftKey, ctrlKey, metaKey, altKey }: Key): Command | undefined {
  const command = ctrlKey || metaKey
  if (altKey) return undefined
  if (code === 'KeyA' && command) return { act: 'choose-all' }
  const move = moves[code]
  if (move) return { move, extend: shiftKey }
  if (command) return undefined
  if (code === 'Space') return { act: shiftKey ? 'choose-range' : 'choose' }
  if (shiftKey) return undefined
  if (code === 'Enter') return { act: 'peek' }
  if (code === 'Escape') return { act: 'leave' }
  return letters[code]
}
