/** Before the first slice: the opening cash, and the positions that the account starts with. */

import { DataError } from '../../model/errors.ts'
import { frozenCopy } from '../../model/frozen-copy.ts'
import type { Contract } from '../../model/kind.ts'
import { add, type Minor, toMinor } from '../../model/money.ts'
import type { CarriedPosition, Fill, Order } from '../../model/order.ts'
import { formatDay } from '../../model/time.ts'
import type { Feed } from '../../universe/feed.ts'
import type { Account } from '../account.ts'
import { takeRates } from './rates.ts'

/**
 * The capital that is paid in is the stated cash and what the positions are worth at their carried prices; then each
 * position is opened at that price without commission, which leaves the stated cash.
 */
export function openAccount(account: Account, slice: Feed): void {
  if (account.carried.length > 0) takeRates(account, slice)
  const positions = account.carried.map(position => ({ position, terms: termsOf(account, slice, position) }))
  const groups = byTag(positions)
  groups.forEach(requireOneCurrency)
  const worth = positions.reduce(
    (sum, { position, terms }) => add(sum, worthOf(account, position, terms)),
    account.portfolio.terms.cash,
  )
  if (worth <= 0) {
    throw new DataError(
      'the account is worth nothing when it starts: the positions cost more than the cash; raise the cash or mend the prices',
      { field: 'account.positions', value: worth },
    )
  }
  account.portfolio.money.deposit(
    slice.time,
    worth,
    positions.length === 0 ? 'opening cash' : 'opening capital',
  )
  for (const group of groups) open(account, slice, group)
}

interface Carried {
  readonly position: CarriedPosition
  readonly terms: Contract
}

function termsOf(account: Account, slice: Feed, { instrument }: CarriedPosition): Contract {
  const kind = account.facts.kindOf(instrument)
  if (kind.isFinanced) {
    throw new DataError('an account cannot start with bonds yet; let the strategy buy them', {
      field: 'account.positions',
      value: instrument.id,
    })
  }
  const last = kind.lastSession(account.facts, instrument)
  if (last && last.close <= slice.time) {
    throw new DataError(`it ended on ${formatDay(last.day)}, before the run begins; take it out`, {
      field: 'account.positions',
      value: instrument.id,
    })
  }
  return account.facts.terms(slice, instrument)
}

function worthOf(account: Account, { quantity, price }: CarriedPosition, terms: Contract): Minor {
  const amount = terms.paidUpFront ? quantity * price * terms.multiplier : 0
  return account.portfolio.money.inAccount(toMinor(amount, terms.currency), terms.currency)
}

function byTag(positions: readonly Carried[]): Carried[][] {
  const groups = new Map<string, Carried[]>()
  for (const one of positions) groups.set(one.position.tag, [...(groups.get(one.position.tag) ?? []), one])
  return [...groups.values()]
}

/** The profit of a group is counted in one currency. */
function requireOneCurrency(group: readonly Carried[]): void {
  const other = group.find(({ terms }) => terms.currency !== group[0]?.terms.currency)
  if (!other) return
  throw new DataError(
    `it trades in ${other.terms.currency}, the others of tag ${other.position.tag} in ${group[0]?.terms.currency}; give it a tag of its own`,
    { field: 'account.positions', value: other.position.instrument.id },
  )
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)

/** One group, as an order that was filled whole; its lots are what divides all of its legs. */
function open(account: Account, slice: Feed, group: readonly Carried[]): void {
  const id = account.broker.nextId()
  const order: Order = {
    id,
    group: id,
    tag: group[0]?.position.tag ?? '',
    purpose: 'open',
    origin: 'carried',
    placedAt: slice.time,
    legs: group.map(({ position }) => position),
    lots: group.map(({ position }) => Math.abs(position.quantity)).reduce(greatestCommonDivisor),
    limit: null,
    stop: null,
    reason: { rule: 'start', text: 'held when the run begins' },
  }
  account.record({ kind: 'order', time: slice.time, order })
  for (const { position, terms } of group) {
    const fill = frozenCopy<Fill>({
      order: id,
      group: id,
      time: slice.time,
      instrument: position.instrument,
      quantity: position.quantity,
      price: position.price,
      source: 'carried',
      multiplier: terms.multiplier,
      currency: terms.currency,
    })
    account.record({ kind: 'fill', time: slice.time, origin: 'carried', purpose: 'open', fill })
    account.portfolio.fill(fill, 0, terms, order)
  }
}
