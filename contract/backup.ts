import { z } from 'zod'
import type { Contract } from './endpoint.ts'
import { id, moment } from './fields.ts'

/** Why a backup, a restore or a drill did not go through. Each has its sentence in `words/backup.ts`. */
export const backupFaults = [
  'damaged',
  'wrong-key',
  'no-key',
  'no-set',
  'log-gap',
  'beyond-log',
  'damaged-page',
  'foreign-place',
  'newer',
  'no-room',
  'place-away',
  'not-empty',
  'archiving-off',
  'own-server',
  'busy',
  'tables-differ',
  'files-missing',
  'interrupted',
  'unexpected',
] as const
export type BackupFault = (typeof backupFaults)[number]

export const runKind = z.enum(['set', 'drill'])
export type RunKind = z.infer<typeof runKind>

export const backupPlan = z.object({
  /** A folder of the machine Kesher runs on; null is the usual one in the data folder. */
  place: z.string().nullable(),
  every: z.enum(['six-hours', 'day', 'week', 'never']),
  hour: z.int().min(0).max(23),
  kept: z.int().min(1).max(400),
  drill: z.enum(['day', 'week', 'month', 'never']),
})
export type BackupPlan = z.infer<typeof backupPlan>

export const backupStages = ['cluster', 'files', 'proof', 'forgetting', 'choosing', 'reading', 'replaying', 'migrating', 'after'] as const
export const backupRun = z.object({
  id,
  kind: runKind,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Null where the plan asked for it. */
  askedBy: z.string().nullable(),
  startedAt: moment,
  finishedAt: moment.nullable(),
  setName: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  progress: z.object({ stage: z.enum(backupStages), done: z.number(), total: z.number() }).nullable(),
  /** What a drill found: the moment it restored, and how much it compared. */
  report: z.object({ moment, tables: z.int(), files: z.int() }).nullable(),
  problem: z.object({ code: z.enum(backupFaults), facts: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
})
export type BackupRun = z.infer<typeof backupRun>

export const backups = z.object({
  /** False where DATABASE_URL names a PostgreSQL of the company's own: then only files are backed up here. */
  ownDatabase: z.boolean(),
  plan: backupPlan,
  usualPlace: z.string(),
  key: z.object({ file: z.string(), id: z.string().nullable() }),
  /** Any moment up to this one can be gone back to. */
  until: moment.nullable(),
  lastSet: backupRun.nullable(),
  lastDrill: backupRun.nullable(),
  runs: z.array(backupRun),
})
export type Backups = z.infer<typeof backups>

const administrators = ['administrator'] as const

export const backup = {
  'GET /backups': { summary: 'The plan of the backups, and what came of them', for: administrators, reply: backups },
  'PATCH /backups/plan': {
    summary: 'Change where backups go, how often, and how many are kept',
    for: administrators,
    confirm: true,
    body: backupPlan.extend({ place: z.string().trim().max(1000).nullable() }).partial(),
    reply: backups,
  },
  'POST /backups': { summary: 'Back up, or try a restore, now', for: administrators, confirm: true, body: z.object({ kind: runKind }), reply: backupRun },
} as const satisfies Contract
