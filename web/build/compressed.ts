/** Every text asset also as brotli and gzip, so that the server compresses nothing twice. */
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const smallest = 256

export function compressed(): Plugin {
  return {
    name: 'kesher-compressed',
    apply: 'build',
    async writeBundle({ dir }) {
      const files = globSync('assets/*.{js,css,svg}', { cwd: dir })
      await Promise.all(files.map((file) => compress(join(dir!, file))))
    },
  }
}

async function compress(path: string) {
  const bytes = await readFile(path)
  if (bytes.length < smallest) return
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)])
}
