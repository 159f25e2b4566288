/** Seeded chance for made-up reports. */

/** A generator of numbers in [0, 1) by its seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const DAY = 86_400_000

/** So many weekdays from the second of January 2009 on, as dates. */
export function weekdays(count: number): string[] {
  const found: string[] = []
  for (let time = Date.UTC(2009, 0, 2); found.length < count; time += DAY) {
    const weekday = new Date(time).getUTCDay()
    if (weekday !== 0 && weekday !== 6) found.push(new Date(time).toISOString().slice(0, 10))
  }
  return found
}

/** So many minutes in a row as instants. */
export const minutes = (count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(2009, 0, 2) + i * 315_000).toISOString().slice(0, 16),
  )

/** Cents. */
export const cents = (amount: number): number => Number(amount.toFixed(2))
