import { z } from 'zod'
import type { Contract } from './endpoint.ts'
import { done, id, moment } from './fields.ts'

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
