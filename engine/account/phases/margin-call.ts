/** Where the account stands, and what the margin call makes of it. */

import { assess, type Standing } from '../../margin/call.ts'
import { equityFor } from '../../margin/requirement.ts'
import { invariant } from '../../model/errors.ts'
import { frozenCopy } from '../../model/frozen-copy.ts'
import type { Requirement } from '../../model/margin-model.ts'
import { subtract, ZERO } from '../../model/money.ts'
import type { CallRecord } from '../../model/record.ts'
import type { Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'
import { exposure, requirementOf } from './exposure.ts'
import { withdraw } from './withdraw.ts'

/** Where the account stands now. */
export const standing = (account: Account, slice: Slice): Standing =>
  standingBy(account, slice, requirementOf(account, slice, exposure(account, slice)))

/** The same with the requirement at hand. */
export function standingBy(account: Account, slice: Slice, requirement: Requirement): Standing {
  const drawn = account.portfolio.money.creditDrawn()
  return {
    time: slice.time,
    equity: account.portfolio.equity(),
    // What the credit line has lent is liquid, although it is no equity.
    initial: subtract(equityFor(requirement, 'initial'), drawn),
    maintenance: subtract(equityFor(requirement, 'maintenance'), drawn),
  }
}

/** Applies one step of the margin call: records it, pays in the reserve, cancels opening orders on a notice. */
export function advanceCall(account: Account, now: Standing): void {
  const verdict = assess(account.call, now, account.rules.callPolicy, notice =>
    account.facts.closeAfter(account.home, notice, account.rules.callDays),
  )
  invariant(
    verdict.deposit >= 0 && verdict.deposit <= account.call.reserve,
    'the reserve pays no more than it has',
  )
  invariant(!account.call.bankrupt || verdict.state.bankrupt, 'nobody comes back from bankruptcy')
  account.call = verdict.state
  if (verdict.deposit > 0)
    account.portfolio.money.deposit(now.time, verdict.deposit, `margin call ${verdict.state.calls}`)
  for (const step of verdict.steps) recordStep(account, step)
  if (verdict.steps.some(step => step.step === 'notice' || step.step === 'bankruptcy'))
    cancelOpenings(account, now.time)
}

/** Tells that positions were closed by force. */
export function recordReduction(account: Account, slice: Slice): void {
  const call = account.call.open?.id ?? account.call.calls
  recordStep(account, {
    kind: 'call',
    step: 'reduction',
    call,
    amount: ZERO,
    deadline: null,
    ...standing(account, slice),
  })
}

function recordStep(account: Account, step: CallRecord): void {
  const recorded = frozenCopy(step)
  account.record(recorded)
  account.news.calls.push(recorded)
}

function cancelOpenings(account: Account, time: number): void {
  for (const order of account.broker.working()) {
    if (order.purpose !== 'open') continue
    withdraw(account, time, order, 'a margin call opened')
  }
}
