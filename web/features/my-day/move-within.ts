import type { KeyboardEvent } from 'react'

/** Hands the focus to the first link of the row before or after the one a key was pressed in. */
export function moveWithin({ currentTarget }: KeyboardEvent, by: 1 | -1) {
  const links = [...document.querySelectorAll<HTMLElement>('.day-list .day-main')]
  const here = links.findIndex((link) => currentTarget.contains(link))
  links[here + by]?.focus()
}
