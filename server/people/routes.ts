import type { people } from '../../contract/people.ts'
import type { Routes } from '../http/endpoint.ts'
import { newLink, openLink, useLink } from './access-links.ts'
import { listUsers } from './queries.ts'
import { changeAccess, listAccess } from './roles.ts'
import { isSetUp, setUp } from './setup.ts'
import { changeMe, signIn, signOut, whoAmI } from './sign-in.ts'
import { changeMyPassword, changeUser, invite } from './staff.ts'
import { addTeam, listTeams, removeTeam, renameTeam } from './teams.ts'

export const routes: Routes<typeof people> = {
  'GET /setup': async ({ tx }) => ({ done: await isSetUp(tx) }),
  'POST /setup': (ctx, { body }) => setUp(ctx, body),
  'POST /session': (ctx, { body }) => signIn(ctx, body),
  'GET /session': (ctx) => whoAmI(ctx, ctx.actor.id),
  'DELETE /session': (ctx) => signOut(ctx),
  'PATCH /me': (ctx, { body }) => changeMe(ctx, body),
  'PUT /me/password': (ctx, { body }) => changeMyPassword(ctx, body),
  'GET /users': ({ tx }) => listUsers(tx),
  'POST /users': (ctx, { body }) => invite(ctx, body),
  'PATCH /users/:id': (ctx, { params, body }) => changeUser(ctx, params.id, body),
  'POST /users/:id/access-link': (ctx, { params }) => newLink(ctx, params.id),
  'GET /access-links/:token': (ctx, { params }) => openLink(ctx, params.token),
  'POST /access-links/:token': (ctx, { params, body }) => useLink(ctx, params.token, body.password),
  'GET /access': ({ tx }) => listAccess(tx),
  'PUT /access/:role': (ctx, { params, body }) => changeAccess(ctx, params.role, body),
  'GET /teams': ({ tx }) => listTeams(tx),
  'POST /teams': (ctx, { body }) => addTeam(ctx, body.name),
  'PATCH /teams/:id': (ctx, { params, body }) => renameTeam(ctx, params.id, body.name),
  'DELETE /teams/:id': (ctx, { params }) => removeTeam(ctx, params.id),
}
