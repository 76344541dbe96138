import { hash, verify } from '@node-rs/argon2'
import type { Db } from '../db/connect.ts'
import { invalid } from '../http/problem.ts'

/** argon2id with 19 MiB and two passes (OWASP's recommendation), about 20 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Who will use a password: what others would try first. */
type Owner = { name: string; email: string; company: string }

/** Of zxcvbn's 0 to 4: guessed within 10⁸ trials is too easy. */
const leastScore = 3
/** What comes after makes a password longer, never easier; looking at all of it takes long. */
const lookedAt = 64

/**
 * The hash of a password somebody chooses. Refused, as `guessable`, are the common and the leaked ones, keyboard walks,
 * dates, and what is made of the names of the person, the company or the product; no rule says what it must be made of.
 */
export async function newPasswordHash(password: string, { name, email, company }: Owner) {
  const known = [name, email, company, 'kesher', 'קשר'].flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2)
  guessing ??= openGuesser()
  const guesser = await guessing
  if (guesser.check(password.slice(0, lookedAt), known).score < leastScore) throw invalid('password', 'guessable')
  return hashPassword(password)
}

/** For a password that is about to be changed by its owner. */
export async function ownerOf(tx: Db, userId: string): Promise<Owner> {
  return tx
    .selectFrom('users')
    .innerJoin('company', (join) => join.onTrue())
    .where('users.id', '=', userId)
    .select(['users.name', 'users.email', 'company.name as company'])
    .executeTakeFirstOrThrow()
}

/** The lists take some 20 MB, and are wanted only when somebody chooses a password. */
async function openGuesser() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}

let guessing: ReturnType<typeof openGuesser> | undefined

const hashPassword = (password: string) => hash(password.normalize('NFKC'), cost)

/** False also when there is no password, after the same time, so that an unknown address cannot be told from a known one. */
export async function passwordMatches(stored: string | null | undefined, password: string) {
  decoy ??= await hashPassword('no one signs in with this')
  const right = await verify(stored ?? decoy, password.normalize('NFKC'))
  return right && Boolean(stored)
}

let decoy: string | undefined
