/** The streams of chance of a product: each draws from its own, so that no product changes another. */

import { type Random, random } from './random.ts'

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
