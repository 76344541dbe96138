/** The demo company itself: its teams, people and products. */
import type { Db } from '../db/connect.ts'
import { catalogue, type Product } from './catalogue.ts'
import { type Employee, staff, type TeamKey, teams } from './staff.ts'

export type Company = { teams: Record<TeamKey, { id: string; name: string }>; staff: Employee[]; products: readonly Product[] }

/** The company as it is in a Kesher of its own. */
export const demoCompany: Company = { teams, staff, products: catalogue }

/**
 * Adds whoever and whatever is not there yet, and tells who is who: a team of the same name, a person of the same
 * e-mail and a product of the same number take the part. `lead` plays the first of the staff.
 */
export async function addCompany(tx: Db, lead: string | null, now: Date): Promise<Company> {
  const cast = staff.map((person, n) => (n === 0 && lead ? { ...person, id: lead } : person))
  await tx
    .insertInto('teams')
    .values(Object.values(teams).map((team) => ({ ...team, createdAt: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .insertInto('users')
    .values(cast.map(({ id, email, name, role, formOfAddress }) => ({ id, email, name, role, formOfAddress, createdAt: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .insertInto('products')
    .values(catalogue.map((product) => ({ ...product, currency: 'ILS', createdAt: now, updatedAt: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const company = await whoIsWho(tx, cast)
  await tx
    .insertInto('teamMembers')
    .values(company.staff.flatMap(({ id, teams: own }) => own.map((team) => ({ userId: id, teamId: company.teams[team].id }))))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return company
}

async function whoIsWho(tx: Db, cast: Employee[]): Promise<Company> {
  const users = new Map((await tx.selectFrom('users').select(['id', 'email']).execute()).map(({ id, email }) => [email, id]))
  const teamIds = new Map((await tx.selectFrom('teams').select(['id', 'name']).execute()).map(({ id, name }) => [name, id]))
  const products = new Map((await tx.selectFrom('products').select(['id', 'sku']).execute()).map(({ id, sku }) => [sku, id]))
  const team = (key: TeamKey) => ({ ...teams[key], id: teamIds.get(teams[key].name)! })
  const ids = new Set(users.values())
  return {
    teams: { north: team('north'), centre: team('centre'), south: team('south') },
    staff: cast.map((person) => (ids.has(person.id) ? person : { ...person, id: users.get(person.email)! })),
    products: catalogue.map((product) => ({ ...product, id: products.get(product.sku)! })),
  }
}
