/** Recomputes the printed figures of the deck and says which of them have changed. */

import { deckFacts, type SourcedFacts } from './facts/deck-facts.ts'
import type { DeckFact, FactOf, Verdict } from './facts/fact.ts'
import { deckRules, type RuleName } from './rules/deck-rules.ts'
import type { StrategyRules, Value } from './rules/rule.ts'
import { verdictOf } from './verdict.ts'

/** One row of the verification. */
export interface VerifiedFigure {
  readonly name: string
  readonly what: string
  readonly source: string
  /** Of `computed`: `share` counts per 1.00; null for words, prices as quoted and mere ratios. */
  readonly unit: string | null
  /** With the source's digits; null for a number of our own. */
  readonly printed: string | null
  /** Null where no formula gives the figure. */
  readonly computed: Value
  /** What `computed` was when the figure was recorded. */
  readonly recorded: Value
  readonly verdict: Verdict
  readonly expectedVerdict: Verdict
  /** Whether verdict and value are those that were recorded. */
  readonly ok: boolean
  /** One sentence: the rule by which it was computed, and why a near miss counts as near. */
  readonly how: string
}

/**
 * All figures in the order of the sources. The rules of the strategies are handed in, since they stand behind a door of
 * their own; other facts than the embedded ones show what a change does.
 */
export const verifyDeck = (
  strategy: StrategyRules,
  sources: readonly SourcedFacts[] = deckFacts,
): VerifiedFigure[] =>
  sources.flatMap(({ source, facts }) => facts.map(fact => verifyFact(fact, source, strategy)))

function verifyFact(fact: DeckFact, source: string, strategy: StrategyRules): VerifiedFigure {
  const { id, what, unit, printed, near, recorded } = fact
  const { computed, fromRoundedParts, kind, how } = outcomeOf(fact, strategy)
  const verdict = verdictOf({ printed, computed, fromRoundedParts, kind, near: near?.within ?? 0 })
  return {
    name: id,
    what,
    source,
    unit,
    printed: printed !== null && typeof printed !== 'string' ? printed.given : printed,
    computed,
    recorded,
    verdict,
    expectedVerdict: fact.verdict,
    ok: verdict === fact.verdict && sameValue(computed, recorded),
    how: verdict === 'near' && near ? `${how.replace(/\.$/, '')}; near, since ${near.because}.` : how,
  }
}

function outcomeOf<Name extends RuleName>({ rule, inputs }: FactOf<Name>, strategy: StrategyRules) {
  const { kind, how, compute, fromRoundedParts } = deckRules[rule]
  return {
    kind,
    how: typeof how === 'string' ? how : how(inputs),
    computed: compute(inputs, strategy),
    fromRoundedParts: fromRoundedParts?.(inputs) ?? null,
  }
}

/** The recorded values are written with about ten digits. */
const RECORDED_DIGITS = 1e-9

function sameValue(computed: Value, recorded: Value): boolean {
  if (typeof computed === 'number' && typeof recorded === 'number')
    return Math.abs(computed - recorded) <= RECORDED_DIGITS * Math.max(1, Math.abs(recorded))
  if (computed !== null && recorded !== null && typeof computed === 'object' && typeof recorded === 'object')
    return (
      computed.length === recorded.length && computed.every((one, i) => sameValue(one, recorded[i] ?? null))
    )
  return computed === recorded
}
