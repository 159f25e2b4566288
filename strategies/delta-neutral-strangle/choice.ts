/** Which candidate is written: the most credit for its margin, and why not the others (rules N2 and N4). */

import type { Reason } from '../../engine/model/order.ts'
import { type Candidate, nameOf, type Rejected } from './candidates.ts'

/** Money of a candidate, a lot, in the account's currency. */
export interface Money {
  /** Worth of one point of its credit. */
  readonly perPoint: (candidate: Candidate) => number
  /** Initial margin that the candidate adds; asked for those alone that no rule refuses. */
  readonly marginOf: (candidate: Candidate) => number
}

interface Weighed {
  readonly candidate: Candidate
  readonly margin: number
  readonly creditToMargin: number
}

export interface Choice {
  /** Null when every candidate is refused. */
  readonly chosen: Candidate | null
  readonly evidence: NonNullable<Reason['evidence']>
}

/** Refused candidates and runners-up that the record names one by one. */
const NAMED = 5

/** Takes the candidate with the most credit to the margin it adds, of equals the one with the smaller net delta. */
export function choose(passed: readonly Candidate[], rejected: readonly Rejected[], money: Money): Choice {
  const weighed = passed.map(candidate => weigh(candidate, money)).sort(byMerit)
  const [best, ...others] = weighed
  return {
    chosen: best?.candidate ?? null,
    evidence: {
      candidates: passed.length + rejected.length,
      ...countsByRule(rejected),
      ...(best ? chosenEvidence(best) : {}),
      ...named(
        'runner-up',
        others.map(
          ({ candidate, creditToMargin }) =>
            `${nameOf(candidate)}: credit ${percent(creditToMargin)} of its margin`,
        ),
      ),
      ...named(
        'refused',
        [...rejected]
          .sort((a, b) => b.candidate.credit - a.candidate.credit)
          .map(({ candidate, rule, why }) => `${nameOf(candidate)}: ${rule}, ${why}`),
      ),
    },
  }
}

function weigh(candidate: Candidate, { perPoint, marginOf }: Money): Weighed {
  const margin = marginOf(candidate)
  return {
    candidate,
    margin,
    creditToMargin: (candidate.credit * perPoint(candidate)) / Math.max(margin, LEAST_MARGIN),
  }
}

/** A candidate that adds no margin is better than all that do. */
const LEAST_MARGIN = 1e-9

const byMerit = (a: Weighed, b: Weighed): number =>
  b.creditToMargin - a.creditToMargin ||
  Math.abs(a.candidate.netDelta) - Math.abs(b.candidate.netDelta) ||
  (nameOf(a.candidate) < nameOf(b.candidate) ? -1 : 1)

function countsByRule(rejected: readonly Rejected[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { rule } of rejected) counts[`refused by ${rule}`] = (counts[`refused by ${rule}`] ?? 0) + 1
  return counts
}

const chosenEvidence = ({ candidate, margin, creditToMargin }: Weighed): Record<string, number> => ({
  credit: candidate.credit,
  netDelta: candidate.netDelta,
  margin,
  creditToMargin,
  ...Object.fromEntries(
    candidate.legs.flatMap(({ option, price, delta }) => [
      [option.right, option.strike],
      [`${option.right}Price`, price],
      [`${option.right}Delta`, delta],
    ]),
  ),
})

const named = (what: string, lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(lines.slice(0, NAMED).map((line, at) => [`${what} ${at + 1}`, line]))

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
