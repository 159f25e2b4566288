/** What a rule is: how one kind of figure is computed, and what its outcome may claim. */

/** A figure: one number, several, a word or a date; null = no formula gives it. */
export type Value = number | string | readonly number[] | null

/** Whole lots for a risk: equity, share of it, points that a stop loses, currency of a point (rule R2). */
type LotsByRisk = (equity: number, riskShare: number, stopPoints: number, valuePerPoint: number) => number

/** Rules of the strategies, which stand behind their own door and are handed in. */
export interface StrategyRules {
  readonly lotsByRisk: LotsByRisk
}

/**
 * One way to a figure. `arithmetic` follows from the printed inputs alone, so a miss means that the source contradicts
 * itself; a `model` adds assumptions of its own, so it never claims more than equality after rounding.
 */
export interface Rule<Inputs> {
  readonly kind: 'arithmetic' | 'model'
  /** One sentence: the rule in words. */
  readonly how: string | ((inputs: Inputs) => string)
  readonly compute: (inputs: Inputs, strategy: StrategyRules) => Value
  /** The same from intermediate values rounded as the source rounds them, where it does. */
  readonly fromRoundedParts?: (inputs: Inputs) => number | null
}

/** Types a rule: its inputs follow from `compute`. */
export const rule = <Inputs>(one: Rule<Inputs>): Rule<Inputs> => one
