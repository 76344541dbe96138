/**
 * `virtual:icon-sprite` is the address of one SVG that holds the icons the sources name, taken from lucide.
 * An icon counts as named when its quoted name stands in some file of the web room other than the list itself.
 */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { icons } from '../ui/icons.ts'

const require = createRequire(import.meta.url)
const drawings = join(require.resolve('lucide-static/package.json'), '../icons')
const web = join(import.meta.dirname, '..')

export function iconSprite(): Plugin {
  let building = false
  return {
    name: 'kesher-icon-sprite',
    configResolved(config) {
      building = config.command === 'build'
    },
    resolveId: (id) => (id === 'virtual:icon-sprite' ? '\0icon-sprite' : null),
    load(id) {
      if (id !== '\0icon-sprite') return null
      if (!building) return 'export default "/icon-sprite.svg"'
      this.emitFile({ type: 'asset', fileName: spriteAddress().slice(1), source: sprite(named()) })
      return `export default "${spriteAddress()}"`
    },
    configureServer(server) {
      server.middlewares.use('/icon-sprite.svg', (_, reply) => {
        reply.setHeader('content-type', 'image/svg+xml').end(sprite(icons))
      })
    },
  }
}

let address: string | undefined

/** Where the built sprite lies. */
export function spriteAddress() {
  address ??= `/assets/icons-${createHash('sha256').update(sprite(named())).digest('base64url').slice(0, 8)}.svg`
  return address
}

function named() {
  const files = globSync(`${web}/{ui,shell,pages,features}/**/*.{ts,tsx}`).filter((file) => !file.endsWith('icons.ts'))
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  return icons.filter((name) => text.includes(`'${name}'`) || text.includes(`"${name}"`))
}

const sprite = (names: readonly string[]) => `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbol).join('')}</svg>`

function symbol(name: string) {
  const drawing = readFileSync(join(drawings, `${name}.svg`), 'utf8')
  const inside = drawing.slice(drawing.indexOf('>', drawing.indexOf('<svg')) + 1, drawing.lastIndexOf('</svg>'))
  return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s+/g, ' ').trim()}</symbol>`
}
