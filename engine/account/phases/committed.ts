/** Bonds that will leave at a price that is fixed already. */

import type { Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'
import { type BondLeg, isBondLeg } from '../ledger/bond-desk.ts'
import type { BondState } from '../ledger/bond-leg.ts'
import type { Group } from '../ledger/group.ts'
import { freeUnits, type Short, shortOf } from './deliver.ts'

type Committed = BondState['committed']

/**
 * By bond: units that will go into futures which trade no more, at the factor's share of the price they ended at. Bonds
 * are taken in the order in which the group holds them, as the exchange would, and no more than the contracts take.
 */
export function committedBonds(account: Account, slice: Slice, group: Group): Map<string, Committed> {
  const ended = endedShorts(account, slice, group)
  const left = new Map(ended.map(short => [short, -short.leg.quantity]))
  const bonds = [...group.legs.values()].filter(isBondLeg)
  return new Map(
    bonds.map(leg => {
      return [leg.instrument.id, [...declaredOf(group, leg), ...expectedOf(group, leg, left)]]
    }),
  )
}

/** Shorts that trade no more and were not declared yet. */
const endedShorts = (account: Account, slice: Slice, group: Group): Short[] =>
  [...group.legs.values()].flatMap(({ instrument }) => {
    const short = shortOf(account, group, instrument.id)
    const last = short && account.facts.lastSessionOf(instrument.id)
    return short && last && last.close <= slice.time ? [short] : []
  })

const declaredOf = (group: Group, { instrument }: BondLeg): Committed =>
  group.tenders
    .filter(tender => tender.bond === instrument.id)
    .map(({ contracts, unitsPerContract: units, price, factor }) => ({
      units: contracts * units,
      price: price * factor,
    }))

/** Takes the contracts that a bond will meet out of those that are left of each short. */
function expectedOf(group: Group, leg: BondLeg, left: Map<Short, number>): Committed {
  const { instrument } = leg
  let free = freeUnits(group, leg)
  const expected: { units: number; price: number }[] = []
  for (const [short, open] of left) {
    if (short.terms.whyOutside(instrument) !== null) continue
    const perContract = short.terms.unitsPerContract(short.terms.lastTradingDay)
    const contracts = Math.min(open, Math.floor(free / perContract))
    if (contracts <= 0) continue
    left.set(short, open - contracts)
    free -= contracts * perContract
    const price = (short.leg.mark ?? short.leg.priceSettled) * short.terms.factorOf(instrument)
    expected.push({ units: contracts * perContract, price })
  }
  return expected
}
