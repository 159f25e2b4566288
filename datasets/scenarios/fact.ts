/** A number that was true on a day, with where it comes from and how far it is confirmed. */

import type { IsoDate } from '../../engine/model/time.ts'

/**
 * `verified`: seen in the source itself; `secondary`: another's account of it; `unverified`: from memory, or not found
 * at all. Nobody should quote the last.
 */
type FactStatus = 'verified' | 'secondary' | 'unverified'

/** Where a fact comes from. */
export interface FactSource {
  readonly source: string
  readonly status: FactStatus
}

/** One dated number with its source. */
export interface ScenarioFact extends FactSource {
  /** What the number is of, as in `10Y par yield`. */
  readonly what: string
  /** The first and the last day that it is of. */
  readonly from: IsoDate
  readonly to: IsoDate
  /** Null: no value is known, and none may be made up. */
  readonly value: number | null
  readonly unit: 'percent' | 'USD bn' | 'USD bn a day' | 'USD per contract'
  readonly note?: string
}

/** A week that stress tests replay: a few dated numbers, not the data. */
export interface Scenario {
  /** As in `march-2020`. */
  readonly id: string
  readonly name: string
  readonly from: IsoDate
  readonly to: IsoDate
  readonly facts: readonly ScenarioFact[]
}

/** A series of facts that each are of one day. */
export const dailyFacts = (
  what: string,
  unit: ScenarioFact['unit'],
  { source, status }: FactSource,
  values: Readonly<Record<IsoDate, number>>,
): ScenarioFact[] =>
  Object.entries(values).map(([day, value]) => ({ what, from: day, to: day, value, unit, source, status }))

export const PAR_YIELD_CURVE: FactSource = {
  source: 'US Treasury, daily par yield curve rates, home.treasury.gov',
  status: 'verified',
}

/** Each row of these files cites an advisory of CME Clearing. */
export const MARGIN_ADVISORIES: FactSource = {
  source: 'CME Clearing performance bond advisories, as collected in the margin files of QuantConnect’s LEAN',
  status: 'verified',
}
