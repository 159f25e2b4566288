/** Where the account stands, and what the margin call makes of it. */

import type { Book } from '../account.ts'
import { assess, type Standing } from '../../margin/call.ts'
import { equityFor } from '../../margin/requirement.ts'
import { frozenCopy } from '../../model/frozen-copy.ts'
import type { Requirement } from '../../model/margin-model.ts'
import { subtract, ZERO } from '../../model/money.ts'
import type { CallRecord } from '../../model/record.ts'
import type { Slice } from '../../model/slice.ts'
import { exposure, requirementOf } from './exposure.ts'
import { withdraw } from './withdraw.ts'

/** Where the account stands now. */
export const standing = (book: Book, slice: Slice): Standing =>
  standingBy(book, slice, requirementOf(book, slice, exposure(book, slice)))

/** The same with the requirement at hand. */
export function standingBy(book: Book, slice: Slice, requirement: Requirement): Standing {
  const drawn = book.portfolio.creditDrawn()
  return {
    time: slice.time,
    equity: book.portfolio.equity(),
    // What the credit line has lent is liquid, although it is no equity.
    initial: subtract(equityFor(requirement, 'initial'), drawn),
    maintenance: subtract(equityFor(requirement, 'maintenance'), drawn),
  }
}

/** Applies one step of the margin call: records it, pays in the reserve, cancels opening orders on a notice. */
export function judge(book: Book, now: Standing): void {
  const verdict = assess(book.call, now, book.rules.callPolicy, notice =>
    book.facts.closeAfter(book.home, notice, book.rules.callDays),
  )
  book.call = verdict.state
  if (verdict.deposit > 0)
    book.portfolio.deposit(now.time, verdict.deposit, `margin call ${verdict.state.calls}`)
  for (const step of verdict.steps) tell(book, step)
  if (verdict.steps.some(step => step.step === 'notice' || step.step === 'bankruptcy'))
    cancelOpenings(book, now.time)
}

/** Tells that positions were closed by force. */
export function tellReduction(book: Book, slice: Slice): void {
  const call = book.call.open?.id ?? book.call.calls
  tell(book, {
    kind: 'call',
    step: 'reduction',
    call,
    amount: ZERO,
    deadline: null,
    ...standing(book, slice),
  })
}

function tell(book: Book, step: CallRecord): void {
  const told = frozenCopy(step)
  book.record(told)
  book.news.calls.push(told)
}

function cancelOpenings(book: Book, time: number): void {
  for (const order of book.broker.working()) {
    if (order.purpose !== 'open') continue
    withdraw(book, time, order, 'a margin call opened')
  }
}
