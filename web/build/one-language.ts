/**
 * `import('words/customers.ts?he')` is the area in Hebrew only: every `{ he, en }` in the source is
 * replaced by the one asked for, so a screen loads no text it does not show.
 */
import { parseAst } from 'rolldown/parseAst'
import type { Plugin } from 'vite'

type Node = { type: string; start: number; end: number; [field: string]: unknown }
type Property = Node & { key: Node & { name?: string; value?: string }; value: Node }

export function oneLanguage(): Plugin {
  return {
    name: 'kesher-one-language',
    enforce: 'pre',
    transform(code, id) {
      const language = /\/words\/[\w-]+\.ts\?(he|en)$/.exec(id)?.[1]
      if (!language) return null
      return { code: keepLanguage(code, language), map: null, moduleType: 'ts' }
    },
  }
}

/** The source with every two-language object narrowed to `language`. */
export function keepLanguage(code: string, language: string): string {
  const cuts: { start: number; end: number; keep: Node }[] = []
  visit(parseAst(code, { lang: 'ts' }) as unknown as Node, (node) => {
    if (node.type !== 'ObjectExpression') return
    const properties = node.properties as Property[]
    const names = properties.map((property) => property.key?.name ?? property.key?.value)
    if (names.length !== 2 || !names.includes('he') || !names.includes('en')) return
    cuts.push({ start: node.start, end: node.end, keep: properties[names.indexOf(language)]!.value })
  })
  let text = code
  for (const cut of cuts.sort((a, b) => b.start - a.start)) {
    text = text.slice(0, cut.start) + code.slice(cut.keep.start, cut.keep.end) + text.slice(cut.end)
  }
  return text
}

function visit(node: Node, see: (node: Node) => void) {
  see(node)
  for (const value of Object.values(node)) {
    const children = Array.isArray(value) ? value : [value]
    for (const child of children) if (child && typeof child === 'object' && typeof (child as Node).type === 'string') visit(child as Node, see)
  }
}
