/** Which rows of a list are chosen: those named, or all that its filter finds except those named. */
export type Selection = { readonly all: boolean; readonly ids: ReadonlySet<string> }

export const nothing: Selection = { all: false, ids: new Set() }
/** Everything the filter finds, loaded or not. */
export const everything: Selection = { all: true, ids: new Set() }

export const isChosen = ({ all, ids }: Selection, id: string) => all !== ids.has(id)
export const isNothing = ({ all, ids }: Selection) => !all && ids.size === 0

/** The same selection with `ids` chosen, or not. */
export function choose(selection: Selection, ids: Iterable<string>, chosen: boolean): Selection {
  const next = new Set(selection.ids)
  for (const id of ids) {
    if (chosen === selection.all) next.delete(id)
    else next.add(id)
  }
  return { all: selection.all, ids: next }
}

export const toggle = (selection: Selection, id: string) => choose(selection, [id], !isChosen(selection, id))

/**
 * A range that grows and shrinks under Shift starts from the selection as it was at its anchor, so that
 * turning back gives up what the range had taken and nothing else.
 */
export type Range = { readonly before: Selection; readonly anchor: number }

/** Chooses every row from the anchor of the range to `index`, in either direction. */
export function extend({ before, anchor }: Range, index: number, idAt: (index: number) => string | undefined): Selection {
  const [first, last] = anchor < index ? [anchor, index] : [index, anchor]
  const ids: string[] = []
  for (let at = first; at <= last; at++) {
    const id = idAt(at)
    if (id !== undefined) ids.push(id)
  }
  return choose(before, ids, true)
}
