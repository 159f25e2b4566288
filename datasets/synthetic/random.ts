/** Seeded chance: the same numbers from the same seed on every machine. */

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { normalQuantile } from '../../engine/pricing/statistics/normal.ts'

export interface Random {
  /** In [0, 1). */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
}

export function random(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  return {
    uniform: () => uniformFloat64(generator),
    normal: () => normalQuantile(Math.min(Math.max(uniformFloat64(generator), 1e-12), 1 - 1e-12)),
    whole: (least, most) => uniformInt(generator, least, most),
  }
}
