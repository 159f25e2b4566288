/** Trades: what each group of legs came to, from its opening to its end, in points and to the minor unit. */

import type { Entry } from '../engine/model/entry.ts'
import { add, type Minor, ZERO } from '../engine/model/money.ts'
import type { Order } from '../engine/model/order.ts'
import type { FillRecord, OpenRecord } from '../engine/model/record.ts'
import type { Day, EpochMs } from '../engine/model/time.ts'
import { cashOf } from './cash-of.ts'
import { addFillToEnds, type Ends, type Exit, exitOf, noEnds } from './exit.ts'
import { foldOf } from './fold.ts'
import {
  addAssignment,
  addDelivery,
  addEnd,
  addExpiry,
  addFill,
  heldIn,
  type Legs,
  type TradeLeg,
} from './legs.ts'

/** Cash that the trade has moved, in minor units of its currency. */
interface TradeCash {
  readonly total: Minor
  readonly commission: Minor
  readonly repoInterest: Minor
}

/** The options that the trade was opened with. */
interface Written {
  /** Net premium of one lot in points, and of all lots in the currency of the trade; 0 without options. */
  readonly creditPoints: number
  readonly credit: number
  /** The nearest of those sold; null = none. */
  readonly callStrike: number | null
  readonly putStrike: number | null
  /** The nearest; null = no option. */
  readonly expiry: Day | null
}

export interface TradeFacts {
  readonly group: number
  /** The order that opened it. */
  readonly order: Order
  readonly currency: string
  readonly openedAt: EpochMs
  /** The last instant at which what it holds changed. */
  readonly changedAt: EpochMs
  /** What is open when the run ends; null = closed, or the run goes on. */
  readonly open: OpenRecord | null
  readonly exit: Exit
  /** The rule by which the last fill closed it; null = no rule did. */
  readonly closingRule: string | null
  readonly legs: readonly TradeLeg[]
  readonly written: Written
  readonly cash: TradeCash
  /** What closing one lot cost at most at a close, points; null = never marked. */
  readonly worstValuePoints: number | null
  /** What closing its options cost in all, points of one lot. */
  readonly paidPoints: number
  readonly stopFired: boolean
  readonly holdsBonds: boolean
  readonly holdsOptions: boolean
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] }

/** Facts as they grow; a group that was not filled has no order or no currency. */
interface Group extends Writable<Omit<TradeFacts, 'order' | 'currency' | 'written' | 'cash'>> {
  order: Order | null
  currency: string | null
  readonly legs: Legs
  readonly written: Writable<Written>
  readonly cash: Writable<TradeCash>
  readonly ends: Ends
  /** By order, the rule that gave it. */
  readonly rules: { readonly order: number; readonly rule: string }[]
  /** That of the order of the last closing fill. */
  lastRule: string | null
}

type Groups = Map<number, Group>

/** One trade for each group that was filled, in the order of their opening. */
export const trades = foldOf<Groups, readonly TradeFacts[]>(
  () => new Map(),
  {
    order(groups, { order }) {
      const group = groupIn(groups, order.group)
      if (order.purpose === 'open') group.order ??= order
      group.rules.push({ order: order.id, rule: order.reason.rule })
    },
    fill(groups, record) {
      addFillRecord(groupIn(groups, record.fill.group), record)
    },
    entry(groups, { entry }) {
      if (entry.group !== null) addCash(groupIn(groups, entry.group).cash, entry)
    },
    stop(groups, record) {
      groupIn(groups, record.group).stopFired = true
    },
    expiry(groups, record) {
      const group = changed(groups, record)
      group.ends.happened.push(record.outcome)
      addExpiry(group.legs, record)
    },
    assignment(groups, record) {
      addAssignment(changed(groups, record).legs, record)
    },
    ended(groups, record) {
      const group = changed(groups, record)
      group.ends.happened.push(record.outcome)
      addEnd(group.legs, record)
    },
    delivery(groups, record) {
      const group = changed(groups, record)
      group.ends.happened.push(record.step)
      addDelivery(group.legs, record)
    },
    mark(groups, { group: id, valuePoints }) {
      const group = groupIn(groups, id)
      group.worstValuePoints = Math.max(group.worstValuePoints ?? valuePoints, valuePoints)
    },
    open(groups, record) {
      groupIn(groups, record.group).open = record
    },
  },
  groups => [...groups.values()].map(concluded).filter(isTrade),
)

const newGroup = (id: number): Group => ({
  group: id,
  order: null,
  currency: null,
  openedAt: 0,
  changedAt: 0,
  open: null,
  exit: 'strategy',
  closingRule: null,
  ends: noEnds(),
  rules: [],
  lastRule: null,
  legs: [],
  written: { creditPoints: 0, credit: 0, callStrike: null, putStrike: null, expiry: null },
  cash: { total: ZERO, commission: ZERO, repoInterest: ZERO },
  worstValuePoints: null,
  paidPoints: 0,
  stopFired: false,
  holdsBonds: false,
  holdsOptions: false,
})

function groupIn(groups: Groups, id: number): Group {
  const known = groups.get(id)
  if (known) return known
  const group = newGroup(id)
  groups.set(id, group)
  return group
}

function changed(groups: Groups, record: { readonly group: number; readonly time: EpochMs }): Group {
  const group = groupIn(groups, record.group)
  group.changedAt = record.time
  return group
}

function addFillRecord(group: Group, record: FillRecord): void {
  const { time, purpose, fill } = record
  const { instrument, currency } = fill
  group.changedAt = time
  if (instrument.kind === 'bond') group.holdsBonds = true
  if (instrument.kind === 'option') group.holdsOptions = true
  addFillToEnds(group.ends, record, heldIn(group.legs, instrument.id))
  addFill(group.legs, fill)
  if (purpose === 'open') {
    if (group.currency === null) {
      group.currency = currency
      group.openedAt = time
    }
    addWritten(group, record)
  } else {
    group.lastRule = group.rules.findLast(({ order }) => order === fill.order)?.rule ?? null
    if (instrument.kind === 'option')
      group.paidPoints += (fill.quantity * fill.price) / (group.order?.lots ?? 1)
  }
}

function addWritten({ written, order }: Group, { fill }: FillRecord): void {
  const { instrument, quantity, price, multiplier } = fill
  if (instrument.kind !== 'option') return
  const { right, strike, expiry } = instrument
  written.creditPoints -= (quantity * price) / (order?.lots ?? 1)
  written.credit -= quantity * price * multiplier
  written.expiry = Math.min(written.expiry ?? expiry, expiry)
  if (quantity >= 0) return
  if (right === 'call') written.callStrike = Math.min(written.callStrike ?? strike, strike)
  else written.putStrike = Math.max(written.putStrike ?? strike, strike)
}

function addCash(cash: Writable<TradeCash>, entry: Entry): void {
  const moved = cashOf(entry)
  cash.total = add(cash.total, moved)
  if (entry.kind === 'commission') cash.commission = add(cash.commission, moved)
  if (entry.kind === 'repoInterest') cash.repoInterest = add(cash.repoInterest, moved)
}

/** The group with what ended it, by all that is known now. */
function concluded(group: Group): Group {
  group.exit = exitOf(group.ends, group.open !== null)
  group.closingRule = group.exit === 'strategy' || group.exit === 'unwound' ? group.lastRule : null
  return group
}

const isTrade = (group: Group): group is Group & TradeFacts => group.order !== null && group.currency !== null
