import { hash, verify } from '@node-rs/argon2'

/** argon2id with 19 MiB and two passes (OWASP's recommendation), about 20 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string) => hash(password.normalize('NFKC'), cost)

/** False also when there is no password, after the same time, so that an unknown address cannot be told from a known one. */
export async function passwordMatches(stored: string | null | undefined, password: string) {
  decoy ??= await hashPassword('no one signs in with this')
  const right = await verify(stored ?? decoy, password.normalize('NFKC'))
  return right && Boolean(stored)
}

let decoy: string | undefined
