/** The positions that could be written now: listed strikes that pass N1 and the zones, alone and in pairs (rule N4). */

import type { Right } from '../../engine/model/instrument.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import { type PricedOption, pricedOption } from '../chain/priced-option.ts'
import type { ExpiryView } from '../zones/expiry-view.ts'
import { chooseStrike } from '../zones/strike-choice.ts'
import type { DeltaNeutralStrangleParams } from './params.ts'

/** One leg: so many contracts of an option a lot. */
export interface CandidateLeg extends PricedOption {
  readonly contracts: number
}

/** Legs that are written together. Credit in price a lot; delta is what the writer holds. */
export interface Candidate {
  readonly legs: readonly CandidateLeg[]
  readonly credit: number
  readonly netDelta: number
}

/** A candidate that a rule has refused. */
export interface Rejected {
  readonly candidate: Candidate
  readonly rule: string
  readonly why: string
}

export const candidateOf = (legs: readonly CandidateLeg[]): Candidate => ({
  legs,
  credit: legs.reduce((sum, leg) => sum + leg.contracts * leg.price, 0),
  netDelta: legs.reduce((sum, leg) => sum - leg.contracts * leg.delta, 0),
})

/** `C 1120 / P 1010`, with contracts where there is more than one. */
export const nameOf = ({ legs }: Candidate): string =>
  legs
    .map(({ option, contracts }) => {
      const count = contracts === 1 ? '' : `${contracts} `
      return `${count}${option.right === 'call' ? 'C' : 'P'} ${option.strike}`
    })
    .join(' / ')

/** The options of one side that are out of the money and have a price, by whether they pass N1. */
export interface Side {
  readonly passed: readonly PricedOption[]
  readonly rejected: readonly Rejected[]
}

export function sideOf(
  chain: ChainView,
  view: ExpiryView,
  right: Right,
  params: DeltaNeutralStrangleParams,
): Side {
  const priced = view.board
    .strikes()
    .filter(strike => (right === 'call' ? strike > view.price : strike < view.price))
    .map(strike => pricedOption(chain, view, right, strike))
    .filter(option => option !== null)
  const fits = (option: PricedOption): boolean => Math.abs(option.delta) <= params.maxDelta
  return {
    passed: priced.filter(fits),
    rejected: priced
      .filter(option => !fits(option))
      .map(option => ({
        candidate: single(option),
        rule: 'N1',
        why: `its delta is ${option.delta.toFixed(2)}`,
      })),
  }
}

export const single = (option: PricedOption): Candidate => candidateOf([{ ...option, contracts: 1 }])

/**
 * The strike that the zone of a side sets a limit at: calls at or above it, puts at or below (rule Z6).
 * `none` = zones are not used; null = there is no zone, so nothing of the side may be written (rule Z8).
 */
export function zoneLimit(
  view: ExpiryView,
  right: Right,
  params: DeltaNeutralStrangleParams,
): number | 'none' | null {
  if (!params.useZones) return 'none'
  const zone = view.zones[right]
  return zone && chooseStrike(zone, right === 'call' ? params.callRule : params.putRule, view.board)
}

export const isWithinZone = (option: PricedOption, limit: number | 'none' | null): boolean => {
  if (limit === null || limit === 'none') return limit === 'none'
  return option.option.right === 'call' ? option.option.strike >= limit : option.option.strike <= limit
}

/** A pair by rule N3: one to one, or the whole contracts up to `ratioMost` whose deltas cancel best. */
export function pairOf(
  call: PricedOption,
  put: PricedOption,
  params: Pick<DeltaNeutralStrangleParams, 'contracts' | 'ratioMost'>,
): Candidate {
  const most = params.contracts === 'equal' ? 1 : params.ratioMost
  let best = candidateOf([
    { ...call, contracts: 1 },
    { ...put, contracts: 1 },
  ])
  for (let calls = 1; calls <= most; calls++) {
    for (let puts = 1; puts <= most; puts++) {
      const pair = candidateOf([
        { ...call, contracts: calls },
        { ...put, contracts: puts },
      ])
      if (Math.abs(pair.netDelta) < Math.abs(best.netDelta) - HAIR) best = pair
    }
  }
  return best
}

/** Equal deltas stay with the fewest contracts. */
const HAIR = 1e-12
