/** Where something begins or ceases to be true along a line. */

/**
 * The points between neighbouring `nodes` at which `holds` changes, in the order of the nodes, each by halving the
 * interval. What begins and ceases again between two nodes is not seen.
 */
export function* flips(nodes: readonly number[], holds: (x: number) => boolean): Generator<number> {
  const [first, ...rest] = nodes
  if (first === undefined) return
  let from = first
  let held = holds(from)
  for (const to of rest) {
    if (holds(to) !== held) {
      yield flipBetween(from, to, x => holds(x) !== held)
      held = !held
    }
    from = to
  }
}

/** So many halvings leave less than the last digit of a price. */
const HALVINGS = 60

function flipBetween(from: number, to: number, flipped: (x: number) => boolean): number {
  let before = from
  let after = to
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (before + after) / 2
    if (flipped(middle)) after = middle
    else before = middle
  }
  return after
}
