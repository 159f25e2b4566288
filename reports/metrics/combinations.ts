/** All ways of choosing some of a row of things. */

/** Yields every ascending list of `choose` numbers out of 0 .. size - 1, in lexicographic order. */
export function* combinations(size: number, choose: number, from = 0): Generator<readonly number[]> {
  if (choose === 0) {
    yield []
    return
  }
  for (let first = from; first <= size - choose; first += 1) {
    for (const rest of combinations(size, choose - 1, first + 1)) yield [first, ...rest]
  }
}
