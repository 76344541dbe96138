/** Pages people read: headings, fields and paragraphs, from the right in Hebrew and from the left in English. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import { type Direction, letteringFor, type Weight } from './lettering.ts'

const margin = 56
const labelWidth = 130
const gap = 12
const ink = '#1f2430'
const faint = '#626a7a'
const rule = '#d9dce3'
const accent = '#4346b8'

export type Paper = ReturnType<typeof openPaper>

/** A4 paper whose pages are numbered when it is finished. */
export function openPaper(path: string, side: Direction, about: { title: string; language: string }) {
  const pen = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    autoFirstPage: true,
    lang: about.language,
    info: { Title: about.title, Creator: 'Kesher' },
  })
  const out = createWriteStream(path, { mode: 0o600 })
  // Watched from the start: a folder that goes away while the pages are written must end this paper, not Kesher.
  const written = finished(out)
  written.catch(() => {})
  pen.pipe(out)
  const { broken, draw } = letteringFor(pen)
  const width = pen.page.width - 2 * margin
  let y = margin

  function roomFor(height: number) {
    if (y + height <= pen.page.height - margin - 24) return
    pen.addPage()
    y = margin
  }

  function lines(text: string, style: { size: number; weight: Weight; color: string; x?: number; within?: number; leading?: number; base?: Direction }) {
    const leading = style.leading ?? style.size * 1.5
    for (const line of broken(text, style.within ?? width, style.size, style.weight, style.base)) {
      roomFor(leading)
      pen.fillColor(style.color)
      draw(line, { x: style.x ?? margin, y, width: style.within ?? width, size: style.size, weight: style.weight, side })
      y += leading
    }
  }

  const [labelX, valueX] = side === 'rtl' ? [margin + width - labelWidth, margin] : [margin, margin + labelWidth + gap]
  const valueWidth = width - labelWidth - gap

  return {
    title(text: string) {
      lines(text, { size: 22, weight: 600, color: ink, base: side })
      y += 2
    },
    heading(text: string) {
      roomFor(64)
      y += 16
      lines(text, { size: 14, weight: 600, color: accent, base: side })
      pen
        .moveTo(margin, y)
        .lineTo(margin + width, y)
        .lineWidth(0.75)
        .strokeColor(rule)
        .stroke()
      y += 8
    },
    paragraph(text: string) {
      lines(text, { size: 10, weight: 400, color: ink })
      y += 4
    },
    faint(text: string) {
      lines(text, { size: 9, weight: 400, color: faint, base: side })
    },
    /** A label at the start side and its value beside it. */
    field(label: string, value: string) {
      if (!value) return
      roomFor(16)
      const top = y
      lines(label, { size: 10, weight: 400, color: faint, base: side, x: labelX, within: labelWidth })
      const after = y
      y = after < top ? after : top
      lines(value, { size: 10, weight: 400, color: ink, base: side, x: valueX, within: valueWidth })
      y = after > top ? Math.max(y, after) : y
    },
    /** Something that happened: when and what, and the words of it below. */
    entry(head: string, ...words: string[]) {
      roomFor(34)
      lines(head, { size: 10, weight: 600, color: ink, base: side })
      for (const text of words.filter(Boolean)) lines(text, { size: 10, weight: 400, color: ink, leading: 14.5 })
      y += 6
    },
    /** Numbers the pages and closes the file. */
    async close(numbered: (page: number, pages: number) => string) {
      const { start, count } = pen.bufferedPageRange()
      for (let page = start; page < start + count; page++) {
        pen.switchToPage(page)
        pen.fillColor(faint)
        draw({ text: numbered(page + 1, count), base: side }, { x: margin, y: pen.page.height - margin + 8, width, size: 9, weight: 400, side })
      }
      pen.end()
      await written
    },
  }
}
