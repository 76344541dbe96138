/** A text in the direction it is written, with the letters that answer what was typed. */
export function Marked({ children: text, marks, dir = 'auto' }: { children: string; marks: readonly (readonly [number, number])[]; dir?: 'auto' | 'ltr' }) {
  let at = 0
  const pieces = marks.flatMap(([from, to]) => {
    const before = text.slice(at, from)
    at = to
    return [before, <mark key={from}>{text.slice(from, to)}</mark>]
  })
  return (
    <bdi className="name" dir={dir}>
      {pieces}
      {text.slice(at)}
    </bdi>
  )
}
