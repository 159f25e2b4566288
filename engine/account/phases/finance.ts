/** Phase 3 of bonds: loans mature with their interest and are struck anew. */

import { type Funding, haircutOf, termsOn } from '../../margin/repo.ts'
import { invariant } from '../../model/errors.ts'
import { endOf, type Slice } from '../../model/slice.ts'
import type { Day } from '../../model/time.ts'
import type { Account } from '../account.ts'
import { type BondLeg, isBondLeg, type Strike } from '../ledger/bond-desk.ts'
import type { Group } from '../ledger/group.ts'
import { fixingOf } from './fixing.ts'
import { recordBond } from './record-bonds.ts'

/** Rolls the loans of every bond whose session ends. */
export function financeBonds(account: Account, slice: Slice): void {
  if (slice.closes.length === 0 || account.portfolio.bonds.isIdle()) return
  for (const group of [...account.portfolio.groups()]) {
    for (const leg of [...group.legs.values()]) {
      if (!isBondLeg(leg)) continue
      const end = endOf(slice, leg.instrument.product)
      if (!end) continue
      const repoPercent = account.rules.funding
        ? roll(account, slice, account.rules.funding, group, leg, end.session.day)
        : null
      leg.bond.markBefore = leg.mark
      recordBond(account, slice, group, leg, end.session.day, repoPercent)
    }
  }
}

/** Gives the rate of the loan that ended, the latest of several; null when none did. */
function roll(
  account: Account,
  slice: Slice,
  funding: Funding,
  group: Group,
  leg: BondLeg,
  day: Day,
): number | null {
  const terms = termsOn(funding, day)
  const product = leg.instrument.product
  const next = account.facts.sessionAfter(product, slice.time, 1)
  invariant(terms.termDays > 0, 'a loan lasts a day at least')
  const overnight = terms.termDays <= 1
  const price = funding.repoLag === 0 ? leg.mark : (leg.bond.markBefore ?? leg.mark)
  const strike: Strike = {
    since: day,
    ratePercent: () => (overnight ? null : fixingOf(account, slice, funding, product) + terms.spreadPercent),
    matures: overnight ? (next?.day ?? day + 1) : day + terms.termDays,
    haircut: haircutOf(terms, funding.crossMarginFactor),
    dirtyPrice: (price ?? leg.priceEntry) + leg.bond.accrued,
  }
  const fixing = (): number => {
    const before = account.facts.sessionAfter(product, slice.time, -1)
    const spread = before ? termsOn(funding, before.day).spreadPercent : terms.spreadPercent
    return fixingOf(account, slice, funding, product) + spread
  }
  return account.portfolio.bonds.roll(group, leg, day, slice.time, fixing, strike)
}
