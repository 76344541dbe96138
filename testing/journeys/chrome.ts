/** Finds the browser that journeys are driven in: an installed Chrome or Chromium, or Debian's package where it may be installed. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const applications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

export function chromePath(): string {
  const chosen = process.env.CHROME_PATH
  if (chosen && !existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, which is not there.`)
  return chosen ?? installed() ?? installedNow() ?? giveUp()
}

function installed(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => commands.map((command) => join(folder, command)))
  const asApplication = ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => applications.map((application) => join(folder, application)))
  return [...onPath, ...asApplication].find((path) => existsSync(path))
}

/** On Debian and its kin, where we may: once, from the system's own packages. */
function installedNow(): string | undefined {
  const debian = existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  if (!debian || process.getuid?.() !== 0) return undefined
  console.log('No Chrome or Chromium found: installing the package chromium (once) …')
  const options = { stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  execFileSync('apt-get', ['update', '-q'], options)
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options)
  return installed()
}

function giveUp(): never {
  throw new Error(
    [
      'Journeys need Chrome or Chromium, and none was found.',
      '  Debian, Ubuntu:  sudo apt-get install chromium',
      '  macOS:           brew install --cask google-chrome',
      'Or name one that is installed elsewhere: CHROME_PATH=/path/to/chrome npm test',
      'Everything but the journeys: bin/check fast',
    ].join('\n'),
  )
}
