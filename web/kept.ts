/** State that outlives a reload. */
import { useState } from 'react'

/** State kept in the browser under `key`, where the browser lets us. */
export function useKept<Value extends object>(key: string, start: () => Value): [Value, (value: Value) => void] {
  const [value, set] = useState(() => ({ ...start(), ...read<Value>(key) }))
  return [
    value,
    (next) => {
      set(next)
      write(key, next)
    },
  ]
}

function read<Value>(key: string): Partial<Value> | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

function write(key: string, value: object) {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // a full or forbidden store only means that a reload forgets
  }
}
