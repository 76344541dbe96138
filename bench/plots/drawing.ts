/** Plain SVG, light and dark: a card of its own colour, so that it reads wherever it is shown. */

export const width = 720
export const height = 400
const inside = { left: 64, right: 24, top: 64, bottom: 56 }

const style = `
    .card { fill: #ffffff; stroke: #d9dce3 } text { font: 12px system-ui, sans-serif; fill: #3c4250 } .title { font-size: 16px; font-weight: 600; fill: #14171f }
    .faint { fill: #656c7b } .grid { stroke: #e6e8ee } .axis { stroke: #9aa1b0 } .line { fill: none; stroke-width: 2; stroke-linejoin: round }
    .a { stroke: #2456d6 } .b { stroke: #c2410c } .c { stroke: #047857 } .n { stroke: #7a8190 } .dash { stroke-dasharray: 5 4 }
    .fa { fill: #2456d6 } .fb { fill: #c2410c } .fc { fill: #047857 } .fn { fill: #7a8190 } .light { fill-opacity: .16 } .dot { fill-opacity: .8 } .few { fill-opacity: .35 } .on { fill: #ffffff } .halo { stroke: #ffffff; stroke-width: 3; paint-order: stroke }
    @media (prefers-color-scheme: dark) {
      .card { fill: #171a21; stroke: #333946 } text { fill: #c5cad6 } .title { fill: #f1f3f8 } .faint { fill: #9ba3b3 } .grid { stroke: #2a2f3a } .axis { stroke: #5d6575 }
      .a { stroke: #7aa2ff } .b { stroke: #ff9a62 } .c { stroke: #4ade9f } .n { stroke: #8a92a2 }
      .fa { fill: #7aa2ff } .fb { fill: #ff9a62 } .fc { fill: #4ade9f } .fn { fill: #8a92a2 } .on { fill: #14171f } .halo { stroke: #171a21 }
    }`

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
export const short = (value: number) => String(Number(value.toFixed(2)))

export type Scale = { (value: number): number; ticks: readonly number[]; title: string; label: (value: number) => string }
type ScaleOptions = { from: number; to: number; ticks: readonly number[]; name: string; label?: (value: number) => string; log?: boolean }

function scale(options: ScaleOptions, low: number, high: number): Scale {
  const { from, to, ticks, name, label = (value: number) => value.toLocaleString('en'), log = false } = options
  const place = (value: number) => (log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from))
  return Object.assign((value: number) => low + place(value) * (high - low), { ticks, title: name, label })
}

export const acrossOf = (options: ScaleOptions) => scale(options, inside.left, width - inside.right)
export const upOf = (options: ScaleOptions) => scale(options, height - inside.bottom, inside.top)

export const percent = (value: number) => `${Math.round(100 * value)} %`

export function text(
  x: number,
  y: number,
  words: string,
  { anchor = 'start', look = '' }: { anchor?: 'start' | 'middle' | 'end'; look?: string } = {},
): string {
  return `<text x="${short(x)}" y="${short(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${look ? ` class="${look}"` : ''}>${escaped(words)}</text>`
}

export const path = (points: readonly (readonly [number, number])[], look: string) =>
  `<path class="line ${look}" d="${points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('')}"/>`

export const band = (above: readonly (readonly [number, number])[], below: readonly (readonly [number, number])[], look: string) =>
  `<path class="${look} light" d="${[...above, ...[...below].reverse()].map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('')}Z"/>`

export const dot = (x: number, y: number, radius: number, look: string) =>
  `<circle class="${look.includes(' ') ? look : `${look} dot`}" cx="${short(x)}" cy="${short(y)}" r="${short(radius)}"/>`

export const bar = (x: number, y: number, w: number, h: number, look: string, opacity?: number) =>
  `<rect class="${look}" x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}"${opacity === undefined ? '' : ` fill-opacity="${short(opacity)}"`}/>`

export const segment = (x1: number, y1: number, x2: number, y2: number, look: string) =>
  `<line class="${look}" x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}"/>`

/** Names beside their dots: to the right where nothing stands there yet, else to the left, below or above. */
export function namesOf(dots: readonly { x: number; y: number; name: string }[]): string[] {
  const taken = dots.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }))
  return dots.map(({ x, y, name }) => {
    const long = name.length * 6.3
    const places = [
      { from: x + 9, low: y + 4 },
      { from: x - 9 - long, low: y + 4 },
      ...[20, -12, 34, -26].map((lower) => ({ from: x - long / 2, low: y + lower })),
    ].map(({ from, low }) => ({ left: from, right: from + long, top: low - 11, bottom: low + 3 }))
    const free = places.find(
      (one) =>
        one.left > inside.left &&
        one.right < width - 8 &&
        one.bottom < height - inside.bottom &&
        !taken.some((other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top),
    )
    const { left, right, top, bottom } = free ?? places[0]!
    taken.push({ left, right, top, bottom })
    return text(left, bottom - 3, name, { look: 'halo' })
  })
}

/** Lines of a legend, at the top right. */
export function legend(entries: readonly (readonly [words: string, look: string])[]): string {
  let x = width - inside.right
  const parts: string[] = []
  for (const [words, look] of [...entries].reverse()) {
    x -= words.length * 6.4
    parts.push(text(x, 52, words), segment(x - 24, 48, x - 6, 48, `line ${look}`))
    x -= 40
  }
  return parts.join('\n  ')
}

/** Axes with their ticks and names. */
export function axes(across: Scale, up: Scale): string {
  const [left, right, bottom, top] = [inside.left, width - inside.right, height - inside.bottom, inside.top]
  return [
    ...up.ticks.map((tick) => segment(left, up(tick), right, up(tick), 'grid') + text(left - 8, up(tick) + 4, up.label(tick), { anchor: 'end' })),
    segment(left, bottom, right, bottom, 'axis'),
    ...across.ticks.map(
      (tick) => segment(across(tick), bottom, across(tick), bottom + 4, 'axis') + text(across(tick), bottom + 18, across.label(tick), { anchor: 'middle' }),
    ),
    text((left + right) / 2, height - 14, across.title, { anchor: 'middle', look: 'faint' }),
    `<text class="faint" text-anchor="middle" transform="translate(16 ${(top + bottom) / 2}) rotate(-90)">${escaped(up.title)}</text>`,
  ].join('\n  ')
}

/** The whole picture. `says` is read aloud. */
export function picture(title: string, says: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(says).replaceAll('"', '&quot;')}">
  <style>${style}
  </style>
  <rect class="card" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="10"/>
  ${text(24, 30, title, { look: 'title' })}
  ${parts.join('\n  ')}
</svg>
`
}
