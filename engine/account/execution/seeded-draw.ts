/** Chance that a seed and a name decide, so that it does not matter who asks first. */

/**
 * A number in [0, 1), in steps of 2^-32, that is the same for the same seed and parts, on every machine, and as good
 * as independent otherwise.
 *
 * The parts are hashed by FNV-1a with 32 bits (G. Fowler, L. Noll, K.-P. Vo), over UTF-16 units instead of bytes; the
 * finaliser of MurmurHash3 (A. Appleby) spreads that over all bits.
 */
export function seededDraw(seed: number, ...parts: readonly (number | string)[]): number {
  const text = [seed, ...parts].join('\n')
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}
