/** Systems of linear equations, as the Newton steps of the American method need them. */

/** The x of A x = b by Gauss elimination with row pivots; `matrix` holds A row after row. Both are overwritten. */
export function solveLinear(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const rows = Array.from(right, (_, i) => matrix.subarray(i * size, (i + 1) * size))
  for (let i = 0; i < size; i++) {
    const best = largestBelow(rows, i)
    swap(rows, i, best)
    swap(right, i, best)
    for (let k = i + 1; k < size; k++) {
      const factor = clear(rows[k] as Float64Array, rows[i] as Float64Array, i)
      right[k] = (right[k] as number) - factor * (right[i] as number)
    }
  }
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] as Float64Array
    let rest = right[i] as number
    for (let j = i + 1; j < size; j++) rest -= (row[j] as number) * (right[j] as number)
    right[i] = rest / (row[i] as number)
  }
  return right
}

/** The row from `i` on with the largest entry in column `i`. */
function largestBelow(rows: readonly Float64Array[], i: number): number {
  let best = i
  let most = 0
  for (let k = i; k < rows.length; k++) {
    const entry = Math.abs(rows[k]?.[i] as number)
    if (entry > most) {
      most = entry
      best = k
    }
  }
  return best
}

function swap<T>(list: { [index: number]: T }, i: number, k: number): void {
  const held = list[i] as T
  list[i] = list[k] as T
  list[k] = held
}

/** Subtracts from a row the multiple of the pivot that clears its column `i`; that multiple. */
function clear(row: Float64Array, pivot: Float64Array, i: number): number {
  const factor = (row[i] as number) / (pivot[i] as number)
  for (let j = i; j < row.length; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number)
  return factor
}
