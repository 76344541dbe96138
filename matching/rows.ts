/** Many short rows of whole numbers, one after the other in one typed array: a million rows without a million arrays. */
export class Rows {
  #values = new Uint32Array(16)
  #ends = new Uint32Array(16)
  length = 0

  push(row: Iterable<number>) {
    let end = this.length === 0 ? 0 : this.#ends[this.length - 1]!
    for (const value of row) {
      if (end === this.#values.length) this.#values = wider(this.#values)
      this.#values[end++] = value
    }
    if (this.length === this.#ends.length) this.#ends = wider(this.#ends)
    this.#ends[this.length++] = end
  }

  start = (row: number) => (row === 0 ? 0 : this.#ends[row - 1]!)
  end = (row: number) => this.#ends[row]!
  at = (place: number) => this.#values[place]!
  of = (row: number) => this.#values.subarray(this.start(row), this.end(row))
}

function wider(column: Uint32Array<ArrayBuffer>) {
  const larger = new Uint32Array(2 * column.length)
  larger.set(column)
  return larger
}
