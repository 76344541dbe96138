/** `npm run plots [name …]`: the pictures of `analytics/README.md`, drawn from the public data sets. A file of `bench/plots/` that has `draw` is a picture. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const chosen = process.argv.slice(2)
const from = join(import.meta.dirname, 'plots')
const to = join(import.meta.dirname, '..', 'analytics', 'plots')

for (const file of readdirSync(from).sort()) {
  const name = file.replace(/\.ts$/, '')
  if (chosen.length > 0 && !chosen.includes(name)) continue
  const { draw } = (await import(join(from, file))) as { draw?: () => string }
  if (!draw) continue
  writeFileSync(join(to, `${name}.svg`), draw())
  console.log(`analytics/plots/${name}.svg`)
}
