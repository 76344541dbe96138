/** The initials of somebody, in a colour that stays theirs. The name itself stands beside it. */
export function Avatar({ name, size = 28, square }: { name: string; size?: number; square?: boolean }) {
  return (
    <span
      className={`avatar ${square ? 'square' : ''}`}
      style={{ ['--avatar' as string]: `${size}px`, ['--hue' as string]: hueOf(name) }}
      data-initials={initials(name)}
      aria-hidden
    />
  )
}

export function initials(name: string): string {
  const parts = name
    .replace(/["'״׳().,]/g, '')
    .split(/[\s-]+/)
    .filter(Boolean)
  return [parts[0], parts.length > 1 ? parts.at(-1) : '']
    .map((part) => [...(part ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

function hueOf(name: string) {
  let sum = 7
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 360
  return sum
}
