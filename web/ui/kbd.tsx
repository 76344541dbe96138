const apple = /Mac|iPhone|iPad/.test(navigator.platform)
const shown: Record<string, string> = {
  mod: apple ? '⌘' : 'Ctrl',
  shift: apple ? '⇧' : 'Shift',
  alt: apple ? '⌥' : 'Alt',
  enter: 'Enter',
  esc: 'Esc',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
}

/** Keys as a person finds them on the keyboard: `mod+k` pressed together, `g c` one after the other. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split(/[ +]/).map((key) => (
        <kbd className="kbd" key={key}>
          {shown[key] ?? key.toUpperCase()}
        </kbd>
      ))}
    </span>
  )
}
