/** Keeps archives from unpacking to more than anyone means to import. */

import { type Ceilings, requireWithin } from '../../engine/model/ceilings.ts'

/** A small file of rows that repeat packs better than any real one, and does no harm. */
const RATIO_FROM = 10 << 20

/** Throws a CeilingError where `size` bytes, unpacked from `packed`, are too many of themselves or for their origin. */
export function requireUnpacked(size: number, packed: number, file: string, ceilings: Ceilings): void {
  requireWithin('unpackedBytes', size, { file }, ceilings)
  if (size > RATIO_FROM) requireWithin('unpackedRatio', size / packed, { file }, ceilings)
}
