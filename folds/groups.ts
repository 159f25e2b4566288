/** What a fold knows of each group. */

import { Packed } from './packed.ts'

/** How many groups at rest are kept as they are: records that follow an end come right after it. */
const RESTING_MOST = 64

/**
 * A state for each group, in the order in which they were first asked for. States are plain data. Those of groups at rest
 * are packed, and made anew whenever somebody asks for them.
 */
export class Groups<State> implements Iterable<State> {
  readonly #awake = new Map<number, State>()
  readonly #resting = new Set<number>()
  readonly #packed = new Packed<State>()
  /** By group; null = awake. */
  readonly #places = new Map<number, number | null>()

  /** `trim` takes off what only later records would ask of a group that is at rest for good. */
  constructor(
    readonly start: (group: number) => State,
    readonly trim: (state: State) => void,
  ) {}

  /** To be read and changed until the next group is asked for. */
  of(group: number): State {
    const awake = this.#awake.get(group)
    if (awake) return awake
    const place = this.#places.get(group) ?? null
    const state = place === null ? this.start(group) : this.#packed.at(place)
    this.#awake.set(group, state)
    this.#places.set(group, null)
    return state
  }

  /** Whether nothing more is expected of a group that has just been asked for. */
  rests(group: number, isResting: boolean): void {
    if (!isResting) {
      this.#resting.delete(group)
      return
    }
    this.#resting.add(group)
    if (this.#resting.size <= RESTING_MOST) return
    const [first = group] = this.#resting
    this.#resting.delete(first)
    const state = this.of(first)
    this.trim(state)
    this.#places.set(first, this.#packed.put(state))
    this.#awake.delete(first)
  }

  *[Symbol.iterator](): Generator<State> {
    for (const [group, place] of this.#places) yield place === null ? this.of(group) : this.#packed.at(place)
  }
}
