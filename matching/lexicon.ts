/** Every value of a field once, with a number and how many entries bear it. */
export class Lexicon {
  #places = new Map<string, number>()
  readonly values: string[] = ['']
  readonly bearers: number[] = [0]
  #entries = 0
  #chance: number | undefined

  /** The numbers of an entry's values, each once; 0 is no value. */
  learn(values: Iterable<string>): number[] {
    const found: number[] = []
    for (const value of values) {
      if (value === '') continue
      let place = this.#places.get(value)
      if (place === undefined) {
        place = this.values.push(value) - 1
        this.bearers.push(0)
        this.#places.set(value, place)
      }
      if (!found.includes(place)) found.push(place)
    }
    if (found.length > 0) this.#entries++
    for (const place of found) this.bearers[place]!++
    return found
  }

  placeOf = (value: string) => this.#places.get(value) ?? 0

  /** Entries that have any value of this field. */
  get entries() {
    return this.#entries
  }

  /** How probable it is that two entries agree on a value by chance, Σf². */
  get chance(): number {
    this.#chance ??= this.bearers.reduce((sum, bearers) => sum + (bearers / this.#entries) ** 2, 0)
    return this.#chance
  }

  /**
   * What agreeing on this very value says beyond agreeing on any, in bits: a rare name more, a common one less.
   *
   * log₂(Σf² / f): two entries of one person agree on a value of frequency f as often as it is borne, two of different persons only f times as often as that.
   * Winkler, W. E. (1989), "Frequency-based matching in the Fellegi–Sunter model of record linkage"; Fellegi & Sunter (1969), method I.
   */
  rarity(place: number): number {
    return Math.log2((this.chance * this.#entries) / Math.max(1, this.bearers[place]!))
  }
}
