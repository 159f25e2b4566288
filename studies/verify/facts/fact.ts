/** One figure of the sources, as data: what it is, what it is made of, what was printed, and what we make of it. */

import type { RuleInputs, RuleName } from '../rules/deck-rules.ts'
import type { Value } from '../rules/rule.ts'

/** How a printed figure compares with the computed one. */
export type Verdict =
  | 'exact'
  | 'exact_rounded'
  | 'exact_truncated'
  | 'near'
  | 'inconsistent'
  | 'not_reproducible'
  | 'derived'
  | 'given'

interface About {
  /** Short name, unique: market, then figure. */
  readonly id: string
  /** What it is, in plain English. */
  readonly what: string
  /** `share` counts per 1.00; null for words, prices as quoted and mere ratios. */
  readonly unit: string | null
  /**
   * The figure with the digits of the source, such as `31.50` or `1.54 %`; null for a number of our own. `given` quotes
   * inputs that the source states and derives from nothing.
   */
  readonly printed: string | null | { readonly given: string }
  /** A miss of a model that counts as near, and its reason. */
  readonly near?: { readonly within: number; readonly because: string }
  /** The verdict that the figure had when it was recorded, and the value computed then. */
  readonly verdict: Verdict
  readonly recorded: Value
}

/** A fact whose rule is one of `Name`; the inputs are that rule's. */
export type FactOf<Name extends RuleName> = {
  [One in Name]: About & { readonly rule: One; readonly inputs: RuleInputs[One] }
}[Name]

export type DeckFact = FactOf<RuleName>
