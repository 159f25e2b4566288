/** Tells of bonds at a session's end: what they are worth, what is borrowed on them, and what stands against them. */

import type { BondRecord } from '../../model/record.ts'
import type { Slice } from '../../model/slice.ts'
import type { Day } from '../../model/time.ts'
import type { Account } from '../account.ts'
import type { BondLeg } from '../ledger/bond-desk.ts'
import { bondValue, borrowed, settledUnits, unsettledUnits } from '../ledger/bond-leg.ts'
import type { Group } from '../ledger/group.ts'
import { deliveryOf } from './deliver.ts'

/** One line a bond and session. `repoPercent` is the rate of the loans that ended; null when none did. */
export function recordBond(
  account: Account,
  slice: Slice,
  group: Group,
  leg: BondLeg,
  session: Day,
  repoPercent: number | null,
): void {
  account.record({
    kind: 'bond',
    time: slice.time,
    session,
    group: group.id,
    bond: leg.instrument.id,
    units: settledUnits(leg.quantity, leg.bond),
    unsettled: unsettledUnits(leg.bond),
    cleanPrice: leg.mark ?? leg.priceEntry,
    accrued: leg.bond.accrued,
    value: bondValue(leg, leg.bond),
    borrowed: borrowed(leg.bond),
    repoPercent,
    hedges: hedgesOf(account, group, leg, session),
  })
}

/** The futures that stand against a bond, at the prices of this close. */
function hedgesOf(account: Account, group: Group, leg: BondLeg, session: Day): BondRecord['hedges'] {
  const { instrument: bond } = leg
  const held = [...group.legs.values()].map(({ instrument, quantity, mark, priceSettled }) => ({
    instrument,
    contracts: quantity,
    price: mark ?? priceSettled,
  }))
  const declared = group.tenders.map(({ future, contracts, price }) => ({
    instrument: future,
    contracts: -contracts,
    price,
  }))
  return [...held, ...declared].flatMap(({ instrument, contracts, price }) => {
    const terms = deliveryOf(account, instrument)
    if (!terms) return []
    return [
      {
        future: instrument.id,
        contracts,
        unitsPerContract: terms.unitsPerContract(session),
        price,
        factor: terms.whyOutside(bond) === null ? terms.factorOf(bond) : null,
      },
    ]
  })
}
