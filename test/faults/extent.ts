/** How long the fault suite runs: a little with every test run, long by STILLHALTER_FAULTS=long. */

export const IS_LONG = process.env.STILLHALTER_FAULTS === 'long'

/** How many of something: `few` with every test run. */
export const extent = (few: number, many: number): number => (IS_LONG ? many : few)

/** Milliseconds a test may take. */
export const PATIENCE_MS = IS_LONG ? 3_600_000 : 120_000

/** Numbers in [0, 1) that are the same on every run; STILLHALTER_SEED chooses others. */
export function seededNumbers(): () => number {
  let state = Number(process.env.STILLHALTER_SEED ?? 1) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
