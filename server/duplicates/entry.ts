/** A file as it is compared. */
import type { Entry } from '../../matching/index.ts'
import type { Read } from './queries.ts'

/** A postcode stands somewhere in a postal address: seven digits in Israel, five in the United States. */
const postcode = /(?<!\d)(\d{7}|\d{5})(?!\d)/

export function entryOf({ name, otherName, taxId, city, points }: Omit<Read, 'id'>): Entry {
  const values = { phone: [] as string[], email: [] as string[], post: [] as string[] }
  for (const point of points?.split('\n') ?? []) {
    const end = point.indexOf(':')
    values[point.slice(0, end) as keyof typeof values].push(point.slice(end + 1))
  }
  const address = values.post.join(' ')
  return {
    names: [name, otherName],
    phones: values.phone,
    emails: values.email,
    taxId,
    city,
    postcode: postcode.exec(address)?.[0] ?? '',
    address: address.replace(postcode, ' '),
  }
}
