import type { people } from '../../contract/people.ts'
import type { signIn as signInContract } from '../../contract/sign-in.ts'
import type { Routes } from '../http/endpoint.ts'
import { newLink, openLink, useLink } from './access-links.ts'
import { allKeys, makeKey, myKeys, revokeKey } from './api-keys.ts'
import { beginAtCompany, comeFromCompany } from './company-sign-in.ts'
import { confirm } from './confirmation.ts'
import { myFactors, renewRecoveryCodes, resetFactors } from './factors.ts'
import { changeMe, whoAmI } from './me.ts'
import { addPasskey, askForPasskey, beginPasskey, namePasskey, removePasskey, signInWithPasskey } from './passkeys.ts'
import { changePolicy, policyNow, waysIn } from './policy.ts'
import { listUsers } from './queries.ts'
import { changeAccess, listAccess } from './roles.ts'
import { endMyOthers, endMySession, mySessions } from './sessions.ts'
import { isSetUp, setUp } from './setup.ts'
import { secondStep, signIn, signOut } from './sign-in.ts'
import { changeMyPassword, changeUser, invite } from './staff.ts'
import { addTeam, listTeams, removeTeam, renameTeam } from './teams.ts'
import { addTotp, beginTotp, removeTotp } from './totp.ts'

export const routes: Routes<typeof people> = {
  'GET /setup': async ({ tx }) => ({ done: await isSetUp(tx) }),
  'POST /setup': (ctx, { body }) => setUp(ctx, body),
  'POST /session': (ctx, { body }) => signIn(ctx, body),
  'GET /session': (ctx) => whoAmI(ctx, ctx.actor.id, ctx.from.sessionId),
  'DELETE /session': (ctx) => signOut(ctx),
  'PATCH /me': (ctx, { body }) => changeMe(ctx, body),
  'PUT /me/password': (ctx, { body }) => changeMyPassword(ctx, body),
  'GET /users': ({ tx, actor }) => listUsers(tx, actor),
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

export const signInRoutes: Routes<typeof signInContract> = {
  'GET /sign-in-ways': (ctx) => waysIn(ctx),
  'POST /session/second-step': (ctx, { body }) => secondStep(ctx, body),
  'POST /session/passkey-options': (ctx, { body }) => askForPasskey(ctx, body.ticket),
  'POST /session/passkey': (ctx, { body }) => signInWithPasskey(ctx, body),
  'POST /session/company-start': (ctx) => beginAtCompany(ctx),
  'POST /session/company': (ctx, { body }) => comeFromCompany(ctx, body),
  'GET /me/sessions': (ctx) => mySessions(ctx),
  'DELETE /me/sessions/:id': (ctx, { params }) => endMySession(ctx, params.id),
  'DELETE /me/sessions': (ctx) => endMyOthers(ctx),
  'GET /me/confirmation': async () => ({ done: true }),
  'POST /me/confirmation': (ctx, { body }) => confirm(ctx, body),
  'GET /me/factors': (ctx) => myFactors(ctx),
  'POST /me/totp': (ctx) => beginTotp(ctx),
  'PUT /me/totp': (ctx, { body }) => addTotp(ctx, body),
  'DELETE /me/totp': (ctx) => removeTotp(ctx),
  'POST /me/recovery-codes': (ctx) => renewRecoveryCodes(ctx),
  'POST /me/passkeys/options': (ctx) => beginPasskey(ctx),
  'POST /me/passkeys': (ctx, { body }) => addPasskey(ctx, body),
  'PATCH /me/passkeys/:id': (ctx, { params, body }) => namePasskey(ctx, params.id, body.name),
  'DELETE /me/passkeys/:id': (ctx, { params }) => removePasskey(ctx, params.id),
  'DELETE /users/:id/factors': (ctx, { params }) => resetFactors(ctx, params.id),
  'GET /me/api-keys': (ctx) => myKeys(ctx),
  'POST /me/api-keys': (ctx, { body }) => makeKey(ctx, body),
  'DELETE /me/api-keys/:id': (ctx, { params }) => revokeKey(ctx, params.id),
  'GET /api-keys': (ctx) => allKeys(ctx),
  'DELETE /api-keys/:id': (ctx, { params }) => revokeKey(ctx, params.id, { anybodys: true }),
  'GET /sign-in-policy': (ctx) => policyNow(ctx),
  'PATCH /sign-in-policy': (ctx, { body }) => changePolicy(ctx, body),
}
