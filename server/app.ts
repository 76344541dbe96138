/** Puts the rooms together: every domain's routes on one server. */
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { audit as auditContract } from '../contract/audit.ts'
import { backup as backupContract } from '../contract/backup.ts'
import { customFields as customFieldsContract } from '../contract/custom-fields.ts'
import { customers as customersContract } from '../contract/customers.ts'
import { duplicates as duplicatesContract } from '../contract/duplicates.ts'
import { exchange as exchangeContract } from '../contract/exchange.ts'
import { feedback as feedbackContract } from '../contract/feedback.ts'
import { file as fileContract } from '../contract/file.ts'
import { insight as insightContract } from '../contract/insight.ts'
import { insightPages as insightPagesContract } from '../contract/insight-pages.ts'
import { interactions as interactionsContract } from '../contract/interactions.ts'
import { merging as mergingContract } from '../contract/merging.ts'
import { orders as ordersContract } from '../contract/orders.ts'
import { people as peopleContract } from '../contract/people.ts'
import { rights as rightsContract } from '../contract/rights.ts'
import { settings as settingsContract } from '../contract/settings.ts'
import { signIn as signInContract } from '../contract/sign-in.ts'
import * as audit from './audit/index.ts'
import * as backup from './backup/index.ts'
import * as customFields from './custom-fields/index.ts'
import * as customers from './customers/index.ts'
import * as demo from './demo/request.ts'
import * as duplicates from './duplicates/index.ts'
import { mountLive } from './events/live.ts'
import * as exchange from './exchange/index.ts'
import * as feedback from './feedback/index.ts'
import * as file from './file/index.ts'
import type { House } from './house.ts'
import { mount } from './http/endpoint.ts'
import * as idempotency from './http/idempotency.ts'
import { mountOpenApi } from './http/openapi.ts'
import { mountPages } from './http/page.ts'
import { keepRates } from './http/rates.ts'
import { httpServer } from './http/server.ts'
import { clearIncoming } from './http/uploads.ts'
import * as insight from './insight/index.ts'
import * as interactions from './interactions/index.ts'
import type { Jobs } from './jobs/worker.ts'
import * as merging from './merging/index.ts'
import * as orders from './orders/index.ts'
import * as people from './people/index.ts'
import * as rights from './rights/index.ts'
import * as settings from './settings/index.ts'

const builtScreens = join(import.meta.dirname, '../web/dist')

/** The server with every endpoint and every page, not yet listening. */
export async function kesherServer(house: House, { screens = builtScreens }: { screens?: string } = {}): Promise<FastifyInstance> {
  await clearIncoming(house.place.folder)
  await customers.wantNames(house)
  const app = await httpServer(house)
  mount(app, house, peopleContract, people.routes)
  mount(app, house, signInContract, people.signInRoutes)
  mount(app, house, settingsContract, settings.routes)
  mount(app, house, customFieldsContract, customFields.routes)
  mount(app, house, customersContract, customers.routes)
  mount(app, house, mergingContract, merging.routes)
  mount(app, house, duplicatesContract, duplicates.routes)
  mount(app, house, interactionsContract, interactions.routes)
  mount(app, house, ordersContract, orders.routes)
  mount(app, house, feedbackContract, feedback.routes)
  mount(app, house, fileContract, file.routes)
  mount(app, house, insightContract, insight.routes)
  mount(app, house, insightPagesContract, insight.pageRoutes)
  mount(app, house, exchangeContract, exchange.routes)
  mount(app, house, backupContract, backup.routes)
  mount(app, house, auditContract, audit.routes)
  mount(app, house, rightsContract, rights.routes)
  mountOpenApi(app)
  await mountLive(app, house)
  await keepRates(app, house)
  mountPages(app, house, screens)
  return app
}

/** Long work, by name. */
export const jobs: Jobs = {
  ...demo.jobs,
  ...customers.jobs,
  ...duplicates.jobs,
  ...interactions.jobs,
  ...merging.jobs,
  ...exchange.jobs,
  ...file.jobs,
  ...insight.jobs,
  ...idempotency.jobs,
  ...audit.jobs,
  ...rights.jobs,
  ...customFields.jobs,
  ...backup.jobs(new URL('./backup-thread.ts', import.meta.url)),
}

/** When which of them starts by itself. */
export const crontab = [
  customers.crontab,
  duplicates.crontab,
  file.crontab,
  insight.crontab,
  idempotency.crontab,
  backup.crontab,
  rights.crontab,
  audit.crontab,
  customFields.crontab,
].join('\n')

/** What holds for a database that was brought back to an earlier moment, done before anybody works with it; in this order. */
export const afterRestore: backup.AfterRestore = {
  ...backup.afterRestore,
  ...audit.afterRestore,
  ...people.afterRestore,
  ...rights.afterRestore,
  ...interactions.afterRestore,
}
