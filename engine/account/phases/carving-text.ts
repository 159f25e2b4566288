/** How options are margined together, as a line for the record. */

import type { CarvingPart, OptionCarving } from '../../model/margin-model.ts'
import { minorDigits } from '../../model/money.ts'

const NAMES: Readonly<Record<string, string>> = {
  ironButterfly: 'iron butterfly',
  ironCondor: 'iron condor',
  nakedCall: 'naked call',
  nakedPut: 'naked put',
}

/** Says so where the search ended before the least was known. */
const BOUNDED = ', at most (bounded search)'

/** @example 'universal: 10 iron condor (-10 XO 2024-02-16 P 170, ...) 10000.00' */
export function carvingText({ rule, isLeast, parts }: OptionCarving, currency: string): string {
  return `${rule}${isLeast ? '' : BOUNDED}: ${parts.map(part => partText(part, currency)).join('; ')}`
}

function partText({ structure, lots, legs, money }: CarvingPart, currency: string): string {
  const contracts = legs.map(
    ({ instrument, quantity }) => `${quantity > 0 ? '+' : ''}${quantity} ${instrument}`,
  )
  return `${lots} ${NAMES[structure] ?? structure} (${contracts.join(', ')}) ${money.toFixed(minorDigits(currency))}`
}
