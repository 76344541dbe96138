/** What stands after the question mark of an address: plain words, so that a link can be read and written by hand. */
export const plainSearch = {
  parseSearch: (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Record<string, unknown>) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
  },
}

/** Keeps the params of these names, each of which may be missing. */
export const strings =
  <Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>): { [key in Name]?: string } => {
    const kept: { [key in Name]?: string } = {}
    for (const name of names) if (typeof search[name] === 'string' && search[name] !== '') kept[name] = search[name]
    return kept
  }
