/** Phase 3 of bonds: loans mature with their interest and are struck anew; then margin is posted and credit drawn. */

import type { Book } from '../book/book.ts'
import { priceOf } from '../feed/feed.ts'
import { type BondLeg, isBondLeg, type Strike } from '../ledger/bond-desk.ts'
import { bondValue, borrowed, settledUnits, unsettledUnits } from '../ledger/bond-leg.ts'
import type { Group } from '../ledger/group.ts'
import { type Funding, haircutOf, termsOn } from '../margin/repo.ts'
import { DataError } from '../model/errors.ts'
import { inForce } from '../model/instrument.ts'
import { add, type Minor, minor, negate, subtract, ZERO } from '../model/money.ts'
import type { BondRecord } from '../model/record.ts'
import type { Slice } from '../model/slice.ts'
import type { FundingView } from '../model/strategy.ts'
import { type Day, formatDay } from '../model/time.ts'
import { basketBreach, basketRuleOf } from '../pricing/treasury/basket.ts'
import { conversionFactor } from '../pricing/treasury/conversion-factor.ts'
import { endOf } from './bonds.ts'
import { exposure, requirementOf } from './exposure.ts'

/** Rolls the loans of every bond whose session ends. */
export function financeBonds(book: Book, slice: Slice): void {
  for (const group of [...book.portfolio.groups()]) {
    for (const leg of [...group.legs.values()]) {
      if (!isBondLeg(leg)) continue
      const end = endOf(slice, leg.instrument.product)
      if (!end) continue
      const repoPercent = book.rules.funding
        ? roll(book, slice, book.rules.funding, group, leg, end.session.day)
        : null
      leg.bond.markBefore = leg.mark
      tellBond(book, slice, group, leg, end.session.day, repoPercent)
    }
  }
}

/** Gives the rate of the loans that ended; null when none did. */
function roll(
  book: Book,
  slice: Slice,
  funding: Funding,
  group: Group,
  leg: BondLeg,
  day: Day,
): number | null {
  const terms = termsOn(funding, day)
  const product = leg.instrument.product
  const next = book.facts.sessionAfter(product, slice.time, 1)
  const overnight = terms.termDays <= 1
  const price = funding.repoLag === 0 ? leg.mark : (leg.bond.markBefore ?? leg.mark)
  const strike: Strike = {
    since: day,
    ratePercent: overnight ? null : fixingOf(book, slice, funding, product) + terms.spreadPercent,
    matures: overnight ? (next?.day ?? day + 1) : day + terms.termDays,
    haircut: haircutOf(terms, funding.crossMarginFactor),
    dirtyPrice: (price ?? leg.priceEntry) + leg.bond.accrued,
  }
  let paid: number | null = null
  const fixing = (): number => {
    const before = book.facts.sessionAfter(product, slice.time, -1)
    const spread = before ? termsOn(funding, before.day).spreadPercent : terms.spreadPercent
    paid = fixingOf(book, slice, funding, product) + spread
    return paid
  }
  book.portfolio.bonds.roll(group, leg, day, slice.time, fixing, strike)
  return paid
}

/**
 * The overnight rate of the business day before this session, which is published on this one. Throws a DataError that
 * names the day when it was not.
 */
function fixingOf(book: Book, slice: Slice, funding: Funding, product: string): number {
  if (typeof funding.rate === 'number') return funding.rate
  const bar = slice.bar(funding.rate)
  const before = book.facts.sessionAfter(product, slice.time, -1)
  if (bar && before && bar.time > before.close) return priceOf(bar)
  throw new DataError(
    `there is no fixing of ${funding.rate} for ${before ? formatDay(before.day) : 'the day before'}; import it, or state a rate`,
    { field: 'funding.rate', value: funding.rate },
  )
}

/** The lender's terms of this instant; null without a lender, and before the first fixing. */
export function fundingNow(book: Book, slice: Slice): FundingView | null {
  const { funding } = book.rules
  if (!funding) return null
  const { day } = book.facts.session(book.home, slice.time)
  const terms = termsOn(funding, day)
  const fixing = typeof funding.rate === 'number' ? funding.rate : slice.bar(funding.rate)
  if (fixing === null) return null
  return {
    ratePercent: (typeof fixing === 'number' ? fixing : priceOf(fixing)) + terms.spreadPercent,
    haircut: haircutOf(terms, funding.crossMarginFactor),
  }
}

function tellBond(
  book: Book,
  slice: Slice,
  group: Group,
  leg: BondLeg,
  session: Day,
  repoPercent: number | null,
): void {
  book.record({
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
    hedges: hedgesOf(book, group, leg, session),
  })
}

/** The futures that stand against a bond, at the prices of this close. */
function hedgesOf(book: Book, group: Group, leg: BondLeg, session: Day): BondRecord['hedges'] {
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
    const product = instrument.kind === 'future' ? book.facts.product(instrument.product) : null
    if (product?.kind !== 'future' || !product.delivery || instrument.kind !== 'future') return []
    const { face, rule } = product.delivery
    const fits =
      bond.kind === 'bond' &&
      basketBreach(bond.issue, basketRuleOf(product, instrument.month), instrument.month) === null
    return [
      {
        future: instrument.id,
        contracts,
        unitsPerContract: inForce(face, session, `face of ${product.id}`) / 100,
        price,
        factor: fits ? conversionFactor(bond.issue, instrument.month, rule).factor : null,
      },
    ]
  })
}

/** Hands the clearing house its margin after the day's variation margin, and lets the credit line fill what is missing. */
export function postMargin(book: Book, slice: Slice): void {
  const { funding } = book.rules
  const end = slice.closes[0]
  if (!funding || !end) return
  const { portfolio } = book
  const { creditLine } = funding
  if (creditLine) {
    const rate = (): number => fixingOf(book, slice, funding, book.home) + creditLine.spreadPercent
    portfolio.accrueCredit(end.session.day, slice.time, rate)
  }
  const { initial, maintenance } = futuresMargin(book, slice)
  const available = add(portfolio.cash(), portfolio.marginPosted())
  portfolio.postMargin(minor(Math.max(maintenance, Math.min(initial, available))), slice.time)
  const free = portfolio.cash()
  const drawn = portfolio.creditDrawn()
  const limit = creditLine?.limit ?? ZERO
  const draw = free < 0 ? Math.min(negate(free), Math.max(0, limit - drawn)) : -Math.min(free, drawn)
  portfolio.draw(minor(draw), slice.time)
  tellLiquidity(book, slice, end.session.day)
}

/** What the clearing house asks for: the requirement without what bonds tie up. */
function futuresMargin(book: Book, slice: Slice): { readonly initial: Minor; readonly maintenance: Minor } {
  const { products, initial, maintenance } = requirementOf(book, slice, exposure(book, slice))
  const bonds = products
    .filter(({ product }) => book.facts.product(product).kind === 'bond')
    .reduce((sum, one) => add(sum, book.portfolio.inAccount(one.initial, one.currency)), ZERO)
  return { initial: subtract(initial, bonds), maintenance: subtract(maintenance, bonds) }
}

function tellLiquidity(book: Book, slice: Slice, session: Day): void {
  const { portfolio } = book
  const legs = [...portfolio.groups()].flatMap(group => [...group.legs.values()]).filter(isBondLeg)
  const sum = (of: (leg: BondLeg) => Minor): Minor => legs.reduce((total, leg) => add(total, of(leg)), ZERO)
  book.record({
    kind: 'liquidity',
    time: slice.time,
    session,
    cashFree: portfolio.cash(),
    marginPosted: portfolio.marginPosted(),
    creditDrawn: portfolio.creditDrawn(),
    bondValue: sum(leg => bondValue(leg, leg.bond)),
    borrowed: sum(leg => borrowed(leg.bond)),
  })
}
