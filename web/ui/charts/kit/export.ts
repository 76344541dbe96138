/** A chart as a file: the picture as it stands, in its colours, or the table behind it. */
import { unmarked } from '../../formats.ts'

const carried = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
]

/** What the style sheets say is written into the copy, for a picture travels without them. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [originals, copies] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')]
  for (const [place, element] of originals.entries()) {
    const style = getComputedStyle(element)
    for (const name of carried) copies[place]!.setAttribute(name, style.getPropertyValue(name))
    copies[place]!.removeAttribute('class')
  }
  for (const unneeded of copy.querySelectorAll('[data-screen]')) unneeded.remove()
  const { width, height } = svg.getBoundingClientRect()
  const ground = document.createElementNS(copy.namespaceURI, 'rect')
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: getComputedStyle(document.body).backgroundColor }))
    ground.setAttribute(name, value)
  copy.prepend(ground)
  for (const [name, value] of Object.entries({
    'xmlns': 'http://www.w3.org/2000/svg',
    width: String(width),
    height: String(height),
    'font-family': 'Rubik, Arial, sans-serif',
  }))
    copy.setAttribute(name, value)
  return new XMLSerializer().serializeToString(copy)
}

// A cell that begins like a formula would be one in a spreadsheet.
const cell = (value: string) => {
  const text = unmarked(value)
  const safe = /^[=+@\t]|^-(?![\d.])/.test(text) ? `'${text}` : text
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** With the mark by which spreadsheets know that Hebrew is Unicode. */
export const csvText = (rows: readonly (readonly (string | number)[])[]) =>
  `\ufeff${rows.map((row) => row.map((value) => cell(String(value))).join(',')).join('\r\n')}\r\n`

export function save(name: string, type: string, text: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
