import type { backup } from '../../contract/backup.ts'
import type { Routes } from '../http/endpoint.ts'
import { askNow, backupsNow, changeBackupPlan } from './plan.ts'

export const routes: Routes<typeof backup> = {
  'GET /backups': (ctx) => backupsNow(ctx),
  'PATCH /backups/plan': (ctx, { body }) => changeBackupPlan(ctx, body),
  'POST /backups': (ctx, { body }) => askNow(ctx, body.kind),
}
