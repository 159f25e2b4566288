/** Findings on levered bonds: liquidity, distance to a call, deliveries, and a rate that never moves. */

import type { Basis } from '../schema/basis.ts'
import { type Evidence, find, type Rule } from './finding-rule.ts'

/** A distance below this share of the value of the bonds is worth a warning: 16 32nds of a bond at par. */
const NEAR_CALL = 0.005

type BasisRule = (basis: Basis, evidence: Evidence) => ReturnType<Rule>

/** Applies to runs that held bonds alone. */
const ofBasis =
  (rule: BasisRule): Rule =>
  evidence =>
    evidence.basis ? rule(evidence.basis, evidence) : null

const freeCashNegative = ofBasis(({ days }) => {
  const short = days.cashFree.filter(cash => cash < 0).length
  return short > 0
    ? find(
        'free-cash-negative',
        'bad',
        'Closes with free cash below zero: money was owed that the account did not have at hand.',
        short,
        short === 1 ? 'session' : 'sessions',
        'basis',
      )
    : null
})

const creditDrawn = ofBasis(({ days }, { input }) => {
  const drawn = days.creditDrawn.filter(amount => amount > 0)
  return drawn.length > 0
    ? find(
        'credit-drawn',
        'warn',
        `The credit line was drawn at ${drawn.length} ${drawn.length === 1 ? 'close' : 'closes'}; at most by this much.`,
        Math.max(...drawn),
        input.run.currency,
        'basis',
      )
    : null
})

const deliveryFailed = ofBasis((_, { input }) => {
  const contracts = input.facts.incidents.undelivered
  return contracts > 0
    ? find(
        'delivery-failed',
        'bad',
        'Short contracts came to their end without bonds to deliver; they were ended at their last settlement.',
        contracts,
        contracts === 1 ? 'contract' : 'contracts',
        'trades',
      )
    : null
})

const distanceToCall = ofBasis(({ days }, { days: account }) => {
  let worst: { distance: number; session: string } | null = null
  for (const [i, distance] of days.distanceToCall.entries()) {
    if (distance === null || (worst && distance >= worst.distance)) continue
    worst = { distance, session: account.columns.session[i] ?? '' }
  }
  return worst
    ? find(
        'distance-to-call',
        worst.distance < NEAR_CALL ? 'warn' : 'note',
        `The nearest to a margin call, at the close of ${worst.session}: so large a loss of the bonds against their hedge would have called it, as a share of their value.`,
        Math.round(worst.distance * 1e5) / 10,
        'bp',
        'basis',
      )
    : null
})

const constantRate = ofBasis((_, { input }) => {
  const rate = input.run.funding?.rate
  return typeof rate === 'number'
    ? find(
        'constant-rate',
        'warn',
        'Borrowing against bonds costs the same rate on every day; real funding jumps when it hurts.',
        rate,
        '% a year',
        'assumptions',
      )
    : null
})

export const BASIS_RULES: readonly Rule[] = [
  freeCashNegative,
  deliveryFailed,
  distanceToCall,
  creditDrawn,
  constantRate,
]
