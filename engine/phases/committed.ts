/** Bonds that will leave at a price that is fixed already. */

import type { Book } from '../book/book.ts'
import type { BondLeg } from '../ledger/bond-desk.ts'
import type { BondState } from '../ledger/bond-leg.ts'
import type { Group } from '../ledger/group.ts'
import type { Slice } from '../model/slice.ts'
import { factorOf, freeUnits, shortOf, unitsPerContract, whyOutside } from './short-future.ts'

/** Units of a bond that will go into futures which trade no more, at the factor's share of the price they ended at. */
export function committedOf(book: Book, slice: Slice, group: Group, leg: BondLeg): BondState['committed'] {
  const { instrument } = leg
  if (instrument.kind !== 'bond') return []
  const declared = group.tenders
    .filter(tender => tender.bond === instrument.id)
    .map(({ contracts, unitsPerContract: units, price, factor }) => ({
      units: contracts * units,
      price: price * factor,
    }))
  let free = freeUnits(group, leg)
  const expected = [...group.legs.values()].flatMap(({ instrument: future }) => {
    const short = shortOf(book, group, future.id)
    const end = short && book.facts.market.lastSessionOf(future.id)
    if (!short || !end || end.close > slice.time || whyOutside(instrument.issue, short) !== null) return []
    const perContract = unitsPerContract(short.product, end.day)
    const contracts = Math.min(-short.leg.quantity, Math.floor(free / perContract))
    free -= contracts * perContract
    const factor = factorOf(instrument.issue, short)
    return contracts > 0
      ? [{ units: contracts * perContract, price: (short.leg.mark ?? short.leg.priceSettled) * factor }]
      : []
  })
  return [...declared, ...expected]
}
