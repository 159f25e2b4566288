/** Phase 4 of accounts that borrow against bonds: margin is posted, the credit line fills what is missing. */

import { isFinanced } from '../../margin/bonds.ts'
import { invariant } from '../../model/errors.ts'
import type { Requirement } from '../../model/margin-model.ts'
import { add, type Minor, minor, negate, ZERO } from '../../model/money.ts'
import type { Slice } from '../../model/slice.ts'
import type { Day } from '../../model/time.ts'
import type { Account } from '../account.ts'
import { type BondLeg, isBondLeg } from '../ledger/bond-desk.ts'
import { bondValue, borrowed } from '../ledger/bond-leg.ts'
import { exposure, requirementOf } from './exposure.ts'
import { fixingOf } from './fixing.ts'

/** Hands the clearing house its margin after the day's variation margin, and lets the credit line fill what is missing. */
export function postMargin(account: Account, slice: Slice): void {
  const { funding } = account.rules
  const end = slice.closes[0]
  if (!funding || !end) return
  const { portfolio } = account
  const { creditLine } = funding
  if (creditLine) {
    const rate = (): number => fixingOf(account, slice, funding, account.home) + creditLine.spreadPercent
    portfolio.money.accrueCredit(end.session.day, slice.time, rate)
  }
  const { initial, maintenance } = futuresMargin(account, slice)
  const available = add(portfolio.money.cash(), portfolio.money.marginPosted())
  portfolio.money.postMargin(minor(Math.max(maintenance, Math.min(initial, available))), slice.time)
  const free = portfolio.money.cash()
  const drawn = portfolio.money.creditDrawn()
  const limit = creditLine?.limit ?? ZERO
  const draw = free < 0 ? Math.min(negate(free), Math.max(0, limit - drawn)) : -Math.min(free, drawn)
  portfolio.money.draw(minor(draw), slice.time)
  invariant(portfolio.money.creditDrawn() <= limit || draw <= 0, 'no more is drawn than the line allows')
  portfolio.money.startInterest(slice.time)
  recordLiquidity(account, slice, end.session.day)
}

/** What the clearing house asks for: the requirement without what bonds tie up. */
const futuresMargin = (account: Account, slice: Slice): Requirement =>
  requirementOf(
    account,
    slice,
    exposure(account, slice).filter(position => !isFinanced(position)),
  )

function recordLiquidity(account: Account, slice: Slice, session: Day): void {
  const { portfolio } = account
  const legs = [...portfolio.groups()].flatMap(group => [...group.legs.values()]).filter(isBondLeg)
  const sum = (of: (leg: BondLeg) => Minor): Minor =>
    legs.reduce((total, leg) => add(total, portfolio.money.inAccount(of(leg), leg.currency)), ZERO)
  account.record({
    kind: 'liquidity',
    time: slice.time,
    session,
    cashFree: portfolio.money.cash(),
    marginPosted: portfolio.money.marginPosted(),
    creditDrawn: portfolio.money.creditDrawn(),
    bondValue: sum(leg => bondValue(leg, leg.bond)),
    borrowed: sum(leg => borrowed(leg.bond)),
  })
}
