/** What a list is asked of the company's own fields, as its link says it. */

/** What a filter asks, by key. */
export const customOf = (text: string | undefined): [key: string, asked: string][] => [...new URLSearchParams(text)]
export const customText = (asked: readonly (readonly [string, string])[]): string | undefined =>
  new URLSearchParams(asked.map(([key, value]) => [key, value])).toString() || undefined

/** The key of a list's column that shows a field: no dot, for dots part the columns of a link. */
export const fieldColumn = (key: string) => `custom-${key}`
export const fieldOfColumn = (column: string) => (column.startsWith('custom-') ? column.slice('custom-'.length) : undefined)

type Asked = { custom?: string | undefined; sort?: string | undefined; direction?: string | undefined }

/** Once it is known which fields there are for this person: one that was removed or is hidden is as if it were not named. */
export function withoutUnknown<View extends Asked>(view: View, keys: readonly string[] | undefined): View {
  if (!keys || (!view.custom && !view.sort?.startsWith('custom.'))) return view
  const custom = customText(customOf(view.custom).filter(([key]) => keys.includes(key)))
  const sortsByUnknown = view.sort?.startsWith('custom.') && !keys.includes(view.sort.slice('custom.'.length))
  const all = { ...view, custom, ...(sortsByUnknown && { sort: undefined, direction: undefined }) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as View
}
