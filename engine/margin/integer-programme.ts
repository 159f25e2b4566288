/** Whole numbers that earn most under ceilings: the simplex method, and branch and bound where its answer has fractions. */

/**
 * Earn the most with `rows[r] . x <= limits[r]` and x >= 0. `limits` are 0 or more, so that x = 0 is allowed. Coefficients
 * are best near 1 in size: what is below 1e-9 counts as nothing.
 */
export interface Programme {
  readonly earns: readonly number[]
  readonly rows: readonly (readonly number[])[]
  readonly limits: readonly number[]
  /** Which numbers must be whole. */
  readonly whole: readonly boolean[]
}

/** `x` in the order of the programme; `isMost` is false where the search ended before it was proven. */
export interface Solution {
  readonly x: readonly number[]
  readonly isMost: boolean
}

/** Below it a coefficient is the rounding of a zero. */
const NOTHING = 1e-9
/** How far from a whole number a value may be that is one. */
const FRACTION = 1e-6
/** A cut from a fraction nearer to a whole number than this is more rounding than cut. */
const SHALLOW = 0.01
/** Steps of the greatest gain before those are taken that cannot go round in circles. */
const STEPS_GREEDY = 60

/** A basis: each basic number is its limit less the row times the others, which are 0. The last row is what is earned. */
interface Dictionary {
  readonly width: number
  readonly height: number
  /** Row by row, `width` coefficients and the limit. */
  readonly cells: Float64Array
  /** Numbers of the variables: by row, by column. Those from `earns.length` on are what is left of a ceiling. */
  readonly basic: number[]
  readonly outside: number[]
  /** By number of a variable: whether it is whole in every answer. What is left of a ceiling is, where all that uses it is. */
  readonly whole: readonly boolean[]
}

/**
 * The most, by search from the side of a fraction that promises most; `floor` is what is earned already by another
 * answer, and null comes back where none earns more. Ends unproven once the tables of the programmes that were solved have had
 * `cellsMost` cells, with no numbers in `x` where none were found by then. Deterministic.
 * Source: Dantzig's simplex in dictionary form (Chvatal, Linear Programming, chapters 2 and 10), Bland's rule once it has
 * taken long; branch and bound (Land and Doig 1960) on programmes that Gomory's cuts (1960) have narrowed.
 *
 * @example mostOf({ earns: [3, 2], rows: [[2, 1]], limits: [3], whole: [true, true] }, 1e6) // x [0, 3] earns 6
 */
export function mostOf(programme: Programme, cellsMost: number, floor = -Infinity): Solution | null {
  const count = programme.earns.length
  const root = begin(programme)
  climb(root)
  let best: number[] | null = null
  let earned = floor
  const open: Dictionary[] = [root]
  const isBeaten = (node: Dictionary): boolean => earnedBy(node) <= earned + slackOf(earnedBy(node))
  for (let cells = 0; open.length > 0 && cells < cellsMost; ) {
    const node = takeBest(open)
    if (!node || isBeaten(node)) continue
    cells += node.cells.length
    const fractions = fractionsIn(node, count)
    const narrowed = fractions.length === 0 ? node : cut(node, fractions)
    if (!narrowed || isBeaten(narrowed)) continue
    const row = furthestOf(narrowed, fractionsIn(narrowed, count))
    if (row === null) {
      best = valuesOf(narrowed, count)
      earned = earnedBy(narrowed)
    } else open.push(...branches(narrowed, row))
  }
  const isMost = open.every(isBeaten)
  return best === null && isMost ? null : { x: best ?? [], isMost }
}

/** Takes out the one that may earn most, of equals the last: depth first from one fraction may go on for as long as there are lots. */
function takeBest(open: Dictionary[]): Dictionary | undefined {
  let best = 0
  for (let i = 1; i < open.length; i++) {
    if (earnedBy(open[i] as Dictionary) >= earnedBy(open[best] as Dictionary)) best = i
  }
  return open.splice(best, 1)[0]
}

/** Differences that rounding makes. */
const slackOf = (bound: number): number => NOTHING * Math.max(1, 1e-4 * Math.abs(bound))

function begin({ earns, rows, limits, whole }: Programme): Dictionary {
  const width = earns.length
  const height = rows.length
  const cells = new Float64Array((height + 1) * (width + 1))
  rows.forEach((row, r) => {
    cells.set(row, r * (width + 1))
    cells[r * (width + 1) + width] = limits[r] as number
  })
  cells.set(earns, height * (width + 1))
  return {
    width,
    height,
    cells,
    basic: rows.map((_, r) => width + r),
    outside: earns.map((_, c) => c),
    whole: [...whole, ...rows.map((row, r) => isWholeRow(row, limits[r] as number, whole))],
  }
}

const isWholeRow = (row: readonly number[], limit: number, whole: readonly boolean[]): boolean =>
  Number.isInteger(limit) && row.every((one, c) => one === 0 || (whole[c] === true && Number.isInteger(one)))

/** The last cell holds what is earned with its sign turned, as the pivots leave it. */
const earnedBy = ({ cells }: Dictionary): number => -(cells[cells.length - 1] as number)

/** To the best basis, from one that is allowed. */
function climb(of: Dictionary): void {
  for (let step = 0; ; step++) {
    const column = entering(of, step < STEPS_GREEDY)
    if (column < 0) return
    const row = leaving(of, column)
    if (row < 0) return
    pivot(of, row, column)
  }
}

/** The column that earns most, or the first by number that earns at all (Bland's rule). */
function entering({ cells, width, height, outside }: Dictionary, greedy: boolean): number {
  const at = height * (width + 1)
  let best = -1
  let most = NOTHING
  for (let c = 0; c < width; c++) {
    const earns = cells[at + c] as number
    if (earns <= NOTHING) continue
    if (greedy ? earns > most : best < 0 || (outside[c] as number) < (outside[best] as number)) {
      best = c
      most = earns
    }
  }
  return best
}

/** The row whose limit is reached first; of equals the first by number. */
function leaving({ cells, width, height, basic }: Dictionary, column: number): number {
  let best = -1
  let least = Infinity
  for (let r = 0, at = 0; r < height; r++, at += width + 1) {
    const uses = cells[at + column] as number
    if (uses <= NOTHING) continue
    const ratio = Math.max(0, cells[at + width] as number) / uses
    if (
      ratio < least - NOTHING ||
      (ratio <= least + NOTHING && (best < 0 || (basic[r] as number) < (basic[best] as number)))
    ) {
      best = r
      least = Math.min(least, ratio)
    }
  }
  return best
}

/** Back to what is allowed, from rows below zero, at the least loss: the dual simplex. False where nothing is allowed. */
function descend(of: Dictionary): boolean {
  for (let step = 0; ; step++) {
    const row = negative(of, step < STEPS_GREEDY)
    if (row < 0) return true
    const column = cheapest(of, row)
    if (column < 0) return false
    pivot(of, row, column)
  }
}

/** The row that is furthest below zero, or the first by number that is; -1 where none is. */
function negative({ cells, width, height, basic }: Dictionary, greedy: boolean): number {
  let best = -1
  let worst = -NOTHING
  for (let r = 0, at = width; r < height; r++, at += width + 1) {
    const limit = cells[at] as number
    if (limit >= -NOTHING) continue
    if (greedy ? limit < worst : best < 0 || (basic[r] as number) < (basic[best] as number)) {
      best = r
      worst = limit
    }
  }
  return best
}

/** The column that loses least for what it gives the row; of equals the first by number. */
function cheapest({ cells, width, height, outside }: Dictionary, row: number): number {
  const at = row * (width + 1)
  const earns = height * (width + 1)
  let best = -1
  let least = Infinity
  for (let c = 0; c < width; c++) {
    const uses = cells[at + c] as number
    if (uses >= -NOTHING) continue
    const loss = (cells[earns + c] as number) / uses
    if (
      loss < least - NOTHING ||
      (loss <= least + NOTHING && (best < 0 || (outside[c] as number) < (outside[best] as number)))
    ) {
      best = c
      least = Math.min(least, loss)
    }
  }
  return best
}

/** The variable of a column becomes basic in place of that of a row. */
function pivot({ cells, width, height, basic, outside }: Dictionary, row: number, column: number): void {
  const stride = width + 1
  const at = row * stride
  const scale = 1 / (cells[at + column] as number)
  cells[at + column] = 1
  for (let c = 0; c <= width; c++) cells[at + c] = (cells[at + c] as number) * scale
  for (let r = 0, to = 0; r <= height; r++, to += stride) {
    if (r === row) continue
    const factor = cells[to + column] as number
    if (factor === 0) continue
    cells[to + column] = 0
    for (let c = 0; c <= width; c++)
      cells[to + c] = (cells[to + c] as number) - factor * (cells[at + c] as number)
  }
  const left = basic[row] as number
  basic[row] = outside[column] as number
  outside[column] = left
}

/** The rows of the programme's own whole numbers that are none here. */
function fractionsIn(node: Dictionary, count: number): number[] {
  const { height, basic, whole } = node
  const found: number[] = []
  for (let r = 0; r < height; r++) {
    const variable = basic[r] as number
    if (variable < count && whole[variable] && awayFromWhole(valueIn(node, r)) > FRACTION) found.push(r)
  }
  return found
}

const awayFromWhole = (value: number): number => Math.abs(value - Math.round(value))

const valueIn = ({ cells, width }: Dictionary, row: number): number =>
  cells[row * (width + 1) + width] as number

/** The row whose number is furthest from a whole one, the first of equals; null where there are none. */
function furthestOf(node: Dictionary, rows: readonly number[]): number | null {
  let best: number | null = null
  let furthest = 0
  for (const row of rows) {
    const distance = awayFromWhole(valueIn(node, row))
    if (distance > furthest) {
      best = row
      furthest = distance
    }
  }
  return best
}

/** With the number of a row at most the whole below it, and at least the one above; what earns more last. */
function branches(node: Dictionary, row: number): Dictionary[] {
  const value = valueIn(node, row)
  const uses = rowOf(node, row)
  const below = [...uses.map(one => -one), Math.floor(value) - value]
  const above = [...uses, value - Math.ceil(value)]
  return [withRows(node, [below], true), withRows(node, [above], true)]
    .filter(side => side !== null)
    .sort((a, b) => earnedBy(a) - earnedBy(b))
}

const rowOf = ({ cells, width }: Dictionary, row: number): number[] => [
  ...cells.subarray(row * (width + 1), row * (width + 1) + width),
]

/** With a row more for each fraction, which this answer breaks and no whole one does. Null where no whole one is left. */
function cut(node: Dictionary, fractions: readonly number[]): Dictionary | null {
  const deep = fractions.filter(row => awayFromWhole(valueIn(node, row)) > SHALLOW)
  return deep.length === 0
    ? node
    : withRows(
        node,
        deep.map(row => cutOf(node, row)),
        false,
      )
}

/** Gomory's mixed integer cut of a row. */
function cutOf(node: Dictionary, row: number): number[] {
  const value = valueIn(node, row)
  const part = value - Math.floor(value)
  const uses = rowOf(node, row).map((one, c) => {
    if (!node.whole[node.outside[c] as number]) return one > 0 ? -one / part : one / (1 - part)
    const over = awayFromWhole(one) < NOTHING ? 0 : one - Math.floor(one)
    return over <= part ? -over / part : -(1 - over) / (1 - part)
  })
  return [...uses, -1]
}

/**
 * With rows more, each `width` coefficients in the columns as they stand and a limit, and a variable each for what is left
 * of them. Null where nothing is allowed.
 */
function withRows(
  node: Dictionary,
  rows: readonly (readonly number[])[],
  isWhole: boolean,
): Dictionary | null {
  const { width, height, cells, basic, outside, whole } = node
  const end = height * (width + 1)
  const more = new Float64Array(cells.length + rows.length * (width + 1))
  more.set(cells.subarray(0, end))
  for (const [r, row] of rows.entries()) more.set(row, end + r * (width + 1))
  more.set(cells.subarray(end), end + rows.length * (width + 1))
  const side: Dictionary = {
    width,
    height: height + rows.length,
    cells: more,
    basic: [...basic, ...rows.map((_, r) => whole.length + r)],
    outside: [...outside],
    whole: [...whole, ...rows.map(() => isWhole)],
  }
  return descend(side) ? side : null
}

function valuesOf({ cells, width, height, basic }: Dictionary, count: number): number[] {
  const x = new Array<number>(count).fill(0)
  for (let r = 0; r < height; r++) {
    const variable = basic[r] as number
    if (variable < count) x[variable] = Math.max(0, cells[r * (width + 1) + width] as number)
  }
  return x
}
