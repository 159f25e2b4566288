/** Finds the name that someone probably meant. */

/**
 * The name with the fewest edits (a letter inserted, dropped or replaced, two neighbours swapped) from a misspelt one,
 * whatever the case; the first of equals, null of none.
 */
export function closestName(misspelt: string, names: readonly string[]): string | null {
  let closest: string | null = null
  let fewest = Number.POSITIVE_INFINITY
  for (const name of names) {
    const edits = editsBetween(misspelt.toLowerCase(), name.toLowerCase())
    if (edits < fewest) {
      closest = name
      fewest = edits
    }
  }
  return closest
}

/** Optimal string alignment: `rows[i][j]` edits turn the first i letters of `a` into the first j of `b`. */
function editsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  const cost = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          cost(i - 1, j) + 1,
          cost(i, j - 1) + 1,
          cost(i - 1, j - 1) + (same ? 0 : 1),
          swapped ? cost(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  return cost(a.length, b.length)
}
