/**
 * Lines of text for a PDF, in both directions at once: which letters stand where is told by the Unicode algorithm, and each piece of one
 * direction and one font is drawn by itself. Rubik comes in a file for each script.
 */
import { createRequire } from 'node:module'
import bidiFactory, { type Bidi } from 'bidi-js'

// What its types take for a module of ES is one of CommonJS, whose export is the factory.
const bidi = (bidiFactory as unknown as () => Bidi)()
const { resolve } = createRequire(import.meta.url)
const scripts = ['latin', 'hebrew', 'latin-ext', 'cyrillic', 'arabic'] as const
export type Weight = 400 | 600
export type Direction = 'ltr' | 'rtl'

const directing = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** A part whose direction is its own business, whatever stands around it. */
export const isolated = (text: string) => (text ? `\u2068${text}\u2069` : '')
/** A phone, an address or a number, which always runs rightwards. */
export const rightwards = (text: string) => (text ? `\u2066${text}\u2069` : '')

/** What draws: a PDFKit document. */
export type Pen = PDFKit.PDFDocument
type Piece = { text: string; font: string; width: number }
/** A line, and the direction of the paragraph it is of. */
export type Line = { text: string; base: Direction }
type Face = { hasGlyphForCodePoint(code: number): boolean }

/** Teaches the document the letters of every script, in two weights. */
export function letteringFor(pen: Pen) {
  const faces = new Map<string, Face>()
  for (const weight of [400, 600])
    for (const script of scripts) pen.registerFont(`${script}-${weight}`, resolve(`@fontsource/rubik/files/rubik-${script}-${weight}-normal.woff`))
  const face = (name: string) => {
    const known = faces.get(name)
    if (known) return known
    // PDFKit keeps the font it opened, without a type for it.
    const opened = (pen.font(name) as unknown as { _font: { font: Face } })._font.font
    faces.set(name, opened)
    return opened
  }
  const fontOf = (letter: string, weight: Weight) => {
    const code = letter.codePointAt(0)!
    return `${scripts.find((script) => face(`${script}-${weight}`).hasGlyphForCodePoint(code)) ?? 'latin'}-${weight}`
  }
  const widths = new Map<string, number>()
  const widthOf = (text: string, font: string, size: number) => {
    const key = `${font} ${size} ${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    const width = pen.font(font).fontSize(size).widthOfString(text)
    if (widths.size < 50_000) widths.set(key, width)
    return width
  }

  /** The pieces of a line from left to right. Marks of direction do their work and are not drawn. */
  function pieces({ text: line, base }: Line, size: number, weight: Weight): Piece[] {
    const levels = bidi.getEmbeddingLevels(line, base)
    const mirrored = bidi.getMirroredCharactersMap(line, levels.levels)
    const seen = bidi.getReorderedIndices(line, levels)
    const runs: { at: number[]; font: string; level: number; space: boolean }[] = []
    for (const at of seen) {
      if (directing.test(line[at]!)) continue
      const letter = mirrored.get(at) ?? line[at]!
      const [level, space] = [levels.levels[at]!, letter === ' ']
      const last = runs.at(-1)
      // A mark over a letter goes with its letter, whatever file both are in.
      const font = fontOf(letter, weight)
      if (last && last.font === font && last.level === level && last.space === space) last.at.push(at)
      else runs.push({ at: [at], font, level, space })
    }
    return runs.map(({ at, font, level }) => {
      const logical = [...at].sort((a, b) => a - b).map((each) => mirrored.get(each) ?? line[each]!)
      // A font turns letters of its own script round by itself; anything else that runs leftwards is turned here.
      const turned = level % 2 === 1 && !/[\u0590-\u08ff]/.test(logical.join(''))
      const text = (turned ? logical.reverse() : logical).join('')
      return { text, font, width: widthOf(text, font, size) }
    })
  }

  const lineWidth = (text: string, size: number, weight: Weight) => pieces({ text, base: 'ltr' }, size, weight).reduce((sum, { width }) => sum + width, 0)

  /** Breaks a text into lines no wider than `width`. A word that is wider alone is broken inside. Without a `base` each paragraph tells its own. */
  function broken(text: string, width: number, size: number, weight: Weight, base?: Direction): Line[] {
    return text.split('\n').flatMap((paragraph) => {
      const runs = base ?? ((bidi.getEmbeddingLevels(paragraph, 'auto').paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr')
      const lines: string[] = []
      let line = ''
      for (const word of paragraph
        .split(/\s+/)
        .filter(Boolean)
        .flatMap((each) => fitting(each, width, size, weight))) {
        const longer = line ? `${line} ${word}` : word
        if (line && lineWidth(longer, size, weight) > width) {
          lines.push(line)
          line = word
        } else line = longer
      }
      return [...lines, line].map((each) => ({ text: each, base: runs }))
    })
  }

  function fitting(word: string, width: number, size: number, weight: Weight): string[] {
    if (lineWidth(word, size, weight) <= width) return [word]
    const letters = [...word]
    const half = Math.ceil(letters.length / 2)
    if (letters.length < 2) return [word]
    return [letters.slice(0, half).join(''), letters.slice(half).join('')].flatMap((part) => fitting(part, width, size, weight))
  }

  /** Draws one line at the start side of a column. */
  function draw(line: Line, at: { x: number; y: number; width: number; size: number; weight: Weight; side: Direction }) {
    const drawn = pieces(line, at.size, at.weight)
    const whole = drawn.reduce((sum, { width }) => sum + width, 0)
    let x = at.side === 'rtl' ? at.x + at.width - whole : at.x
    for (const { text, font, width } of drawn) {
      if (text.trim()) pen.font(font).fontSize(at.size).text(text, x, at.y, { lineBreak: false })
      x += width
    }
  }

  return { broken, draw }
}
