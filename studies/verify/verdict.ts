/** The verdict on a figure: printed against computed. */

import type { Verdict } from './facts/fact.ts'
import { readPrinted } from './reading.ts'
import type { Rule, Value } from './rules/rule.ts'

/** What is compared. */
export interface Comparison {
  readonly printed: string | null | { readonly given: string }
  readonly computed: Value
  /** The same from parts rounded as the source rounds them; null where it rounds none. */
  readonly fromRoundedParts: number | null
  readonly kind: Rule<unknown>['kind']
  /** By how much a model may miss and still be near. */
  readonly near: number
}

/** Float dust of a computation, against the digits that people print. */
const DUST = 1e-9

/**
 * In this order:
 * 1. inputs that the source gives are `given`, numbers that it does not print are `derived`;
 * 2. what no formula gives is `not_reproducible`;
 * 3. equal to the last digit of a double or nearly so is `exact`, for a model `exact_rounded`;
 * 4. equal at the printed digits is `exact_rounded` when rounded half away from zero, `exact_truncated` when cut off;
 *    a model's figure is never cut off, since a curve passes through any digits;
 * 5. otherwise arithmetic makes the source `inconsistent`, and a model is `near` within its stated miss or else leaves
 *    the figure `not_reproducible`.
 */
export function verdictOf({ printed, computed, fromRoundedParts, kind, near }: Comparison): Verdict {
  if (printed === null) return 'derived'
  if (typeof printed !== 'string') return 'given'
  if (computed === null) return 'not_reproducible'
  const reading = readPrinted(printed)
  const isModel = kind === 'model'
  const missed = isModel ? 'not_reproducible' : 'inconsistent'
  if (reading.kind === 'word') return computed === reading.word ? 'exact' : missed
  if (typeof computed !== 'number') return missed
  const { value, digits } = reading
  if (!isModel && Math.abs(computed - value) <= DUST) return 'exact'
  const shown = [computed, ...(fromRoundedParts === null ? [] : [fromRoundedParts])]
  if (shown.some(number => sameDigits(rounded(number, digits), value, digits))) return 'exact_rounded'
  if (!isModel && sameDigits(truncated(computed, digits), value, digits)) return 'exact_truncated'
  return isModel && Math.abs(computed - value) <= near ? 'near' : missed
}

const scaleOf = (digits: number): number => Number(`1e${digits}`)

/** Units of the last printed digit, half away from zero. */
const rounded = (value: number, digits: number): number =>
  Math.sign(value) * Math.floor(Math.abs(value) * scaleOf(digits) + 0.5 + DUST)

const truncated = (value: number, digits: number): number =>
  Math.sign(value) * Math.floor(Math.abs(value) * scaleOf(digits) + DUST)

const sameDigits = (units: number, printed: number, digits: number): boolean =>
  Math.abs(units - printed * scaleOf(digits)) < 0.25
