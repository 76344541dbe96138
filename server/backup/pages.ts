/** The checksum PostgreSQL keeps in each page of a table or index, so that a backup does not carry on what a disk has spoilt. */

export const pageBytes = 8192
const pagesInSegment = 131_072
const lanes = 32
const rounds = pageBytes / 4 / lanes
const prime = 16_777_619

/** Where each of the 32 sums begins (`checksumBaseOffsets` of PostgreSQL's checksum_impl.h). */
const beginnings = new Uint32Array([
  0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c, 0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d,
  0x98daff3c, 0xf718902a, 0x0b1c9cdb, 0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4, 0x783125bb, 0x6ca8eaa2,
  0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756,
])
const sums = new Int32Array(lanes)

/** A file of pages, and the number of its first page in its table; `null` for any other file of the cluster. */
export function firstPageOf(path: string): number | null {
  const found = /^(?:base\/\d+|global|pg_tblspc\/\d+\/[^/]+\/\d+)\/\d+(?:_(?:fsm|vm|init))?(?:\.(\d+))?$/.exec(path)
  return found && Number(found[1] ?? 0) * pagesInSegment
}

/**
 * Is this page as it was written? Pages never used say nothing, and one written since `start` may have been caught half way: the log
 * writes it anew.
 */
export function pageIsSound(page: Buffer, number: number, start: bigint): boolean {
  if (page.readUInt16LE(14) === 0) return true
  const written = (BigInt(page.readUInt32LE(0)) << 32n) | BigInt(page.readUInt32LE(4))
  return written > start || page.readUInt16LE(8) === checksum(page, number)
}

/** A page's address in the log, as PostgreSQL writes it (`0/17A6B28`). */
export function positionOf(lsn: string): bigint {
  const [high, low] = lsn.split('/') as [string, string]
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

function checksum(page: Buffer, number: number): number {
  const words = new Uint32Array(page.buffer, page.byteOffset, pageBytes / 4)
  sums.set(beginnings)
  for (let round = 0, word = 0; round < rounds; round++)
    for (let lane = 0; lane < lanes; lane++, word++) {
      // The checksum itself, in the lower half of the third word, counts as zero.
      const mixed = sums[lane]! ^ (word === 2 ? words[word]! & 0xffff0000 : words[word]!)
      sums[lane] = Math.imul(mixed, prime) ^ (mixed >>> 17)
    }
  let result = 0
  for (let lane = 0; lane < lanes; lane++) {
    let sum = sums[lane]!
    for (let round = 0; round < 2; round++) sum = Math.imul(sum, prime) ^ (sum >>> 17)
    result ^= sum
  }
  return (((result ^ number) >>> 0) % 65_535) + 1
}
