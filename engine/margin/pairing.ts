/** Pairs the contracts of two sides so that the pairs save the most together. */

/** `lots` contracts of one position on the left with as many of one on the right, both by their index. */
export interface Pair {
  readonly left: number
  readonly right: number
  readonly lots: number
}

/** A position while its contracts are paired off. */
interface Node {
  readonly index: number
  /** Contracts not paired yet. */
  open: number
  /** The most that a path from an open left node to here saves; -Infinity without a path. */
  gain: number
  /** The last edge of that path; null where it starts. */
  via: Edge | null
}

interface Edge {
  readonly left: Node
  readonly right: Node
  /** In whole units, so that sums along a path are exact. */
  readonly saving: number
  lots: number
}

/**
 * Units in the greatest saving, 2 to the 42nd: fine enough for the cent, and paths of 2,048 edges still add up exactly. Sums of raw
 * decimals would make equal paths look unequal, and a round trip that saves nothing look like a saving without end.
 */
const UNITS = 4_398_046_511_104

/**
 * The b-matching of a bipartite graph that saves the most. `left` and `right` hold whole contracts per position,
 * `saving[l][r]` the money that one contract of each saves when paired; zero, less or none: they do not pair.
 * Pairs come sorted by left, then right. Of equal results the one found first in the given order is returned.
 * Method: successive best augmenting paths (Ahuja, Magnanti and Orlin, Network Flows, section 9.7).
 *
 * @example pairOff([1, 1], [1], [[570], [1020]]) // [{ left: 1, right: 0, lots: 1 }]
 */
export function pairOff(
  left: readonly number[],
  right: readonly number[],
  saving: readonly (readonly number[])[],
): Pair[] {
  if (left.length <= 1 && right.length <= 1) return pairOnly(left[0] ?? 0, right[0] ?? 0, saving[0]?.[0] ?? 0)
  const lefts = left.map(nodeOf)
  const rights = right.map(nodeOf)
  const edges = edgesOf(lefts, rights, saving)
  augmentAll(lefts, rights, edges)
  return edges
    .filter(edge => edge.lots > 0)
    .map(edge => ({ left: edge.left.index, right: edge.right.index, lots: edge.lots }))
}

/** Two positions leave nothing to search for. This is the strangle that most books hold, on every slice. */
function pairOnly(left: number, right: number, saving: number): Pair[] {
  const lots = saving > 0 ? Math.min(left, right) : 0
  return lots > 0 ? [{ left: 0, right: 0, lots }] : []
}

const nodeOf = (open: number, index: number): Node => ({ index, open, gain: -Infinity, via: null })

function edgesOf(
  lefts: readonly Node[],
  rights: readonly Node[],
  saving: readonly (readonly number[])[],
): Edge[] {
  let greatest = 0
  for (const row of saving) for (const one of row) greatest = Math.max(greatest, one)
  const units = (one = 0): number => Math.round((one / greatest) * UNITS)
  return lefts.flatMap(left =>
    rights
      .map(right => ({ left, right, saving: units(saving[left.index]?.[right.index]), lots: 0 }))
      .filter(edge => edge.saving > 0),
  )
}

/** Each path leaves the best pairing of that many contracts, and saves no more than the one before it. */
function augmentAll(lefts: readonly Node[], rights: readonly Node[], edges: readonly Edge[]): void {
  for (;;) {
    const end = bestEnd(lefts, rights, edges)
    if (!end) return
    augment(end)
  }
}

/** Where the path that saves most ends; null when none saves anything. Of equal paths the shortest one is kept. */
function bestEnd(lefts: readonly Node[], rights: readonly Node[], edges: readonly Edge[]): Node | null {
  for (const node of [...lefts, ...rights]) {
    node.gain = -Infinity
    node.via = null
  }
  for (const node of lefts) if (node.open > 0) node.gain = 0
  while (reachRight(edges) && reachLeft(edges));
  let best: Node | null = null
  for (const node of rights) if (node.open > 0 && node.gain > (best?.gain ?? 0)) best = node
  return best
}

/** One round of Bellman and Ford: pairing along an edge saves. Whether any gain rose. */
function reachRight(edges: readonly Edge[]): boolean {
  let risen = false
  for (const edge of edges) {
    const gain = edge.left.gain + edge.saving
    if (gain <= edge.right.gain) continue
    edge.right.gain = gain
    edge.right.via = edge
    risen = true
  }
  return risen
}

/** The way back: taking apart what is paired costs its saving. */
function reachLeft(edges: readonly Edge[]): boolean {
  let risen = false
  for (const edge of edges) {
    const gain = edge.right.gain - edge.saving
    if (edge.lots === 0 || gain <= edge.left.gain) continue
    edge.left.gain = gain
    edge.left.via = edge
    risen = true
  }
  return risen
}

/** Moves as many contracts along the path as its ends and the pairs it takes apart allow. */
function augment(end: Node): void {
  const paired: Edge[] = []
  const unpaired: Edge[] = []
  let start = end
  while (start.via) {
    const { via } = start
    const forward = via.right === start
    ;(forward ? paired : unpaired).push(via)
    start = forward ? via.left : via.right
  }
  const lots = Math.min(start.open, end.open, ...unpaired.map(edge => edge.lots))
  start.open -= lots
  end.open -= lots
  for (const edge of paired) edge.lots += lots
  for (const edge of unpaired) edge.lots -= lots
}
