/** `text` as a pattern that matches exactly itself. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** A LIKE pattern: lower-case text anywhere. */
export const anywhere = (text: string) => `%${literally(text.toLowerCase())}%`

/** A LIKE pattern: text at the start, as it is written. */
export const atStart = (text: string) => `${literally(text)}%`
