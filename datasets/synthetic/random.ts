/** Seeded chance: the same numbers from the same seed on every machine, and a stream of them for each product. */

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

export interface Streams {
  readonly path: Random
  /** Of what is drawn session by session beside the path: volumes and open interest. */
  readonly rows: Random
}

/**
 * The streams of an option product at their beginning. Gold draws both from the seed's own stream, in turns: it was
 * the first product, and its numbers must stay what they have been.
 */
export function streamsOf(seed: number, option: string): Streams {
  if (option === 'OG') {
    const one = random(seed)
    return { path: one, rows: one }
  }
  return { path: random(hashOf(`${seed} ${option} path`)), rows: random(hashOf(`${seed} ${option} rows`)) }
}

/** A whole number of 32 bits (FNV-1a). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}
