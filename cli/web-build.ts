/** The browser's part of Kesher, built on this machine when it is missing or older than its sources. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'web', 'dist')
const sources = ['cli/web-build.ts', 'web/**/*', 'words/**/*', 'contract/**/*', 'analytics/**/*', 'package-lock.json', 'vite.config.ts']
const notSources = ['web/dist/**', 'web/.cache/**', '**/*.test.ts', '**/*.test.tsx']

/** Builds into a folder of its own and puts it in place at once, so that a running Kesher never serves half a build. */
export async function buildWeb() {
  if (!existsSync(join(root, 'vite.config.ts'))) return
  const now = digestOfSources()
  const stamp = join(dist, '.built-from')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  console.log('Building the screens (once, a few seconds) …')
  const fresh = join(root, 'web', `.cache/build-${process.pid}`)
  await vite(['build', '--logLevel', 'error', '--outDir', fresh, '--emptyOutDir'])
  writeFileSync(join(fresh, '.built-from'), now)
  rmSync(dist, { recursive: true, force: true })
  renameSync(fresh, dist)
}

function digestOfSources() {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: root, exclude: notSources, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

async function vite(args: string[]) {
  // Whoever asks, even a test: what is built is what people get, and it stays in place for the next start.
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = spawn(process.execPath, [program(), ...args], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] })
  const said = text(child.stderr)
  const code = await new Promise((done) => child.once('exit', done))
  if (code !== 0) throw new Error(`The screens could not be built.\n${await said}`)
}

/** Builds the screens again whenever a source is saved, until it is ended. For who works on Kesher. */
export function rebuildOnSave(): { end(): void } {
  const child = spawn(process.execPath, [program(), 'build', '--watch', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return { end: () => child.kill() }
}

const program = () => join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
