/** Trades: what each group of legs came to, from its opening to its end, in points and to the minor unit, and its life. */

import type { EntryKind } from '../engine/model/entry.ts'
import { add, type Minor, ZERO } from '../engine/model/money.ts'
import type { Order } from '../engine/model/order.ts'
import type { FillRecord, OpenRecord } from '../engine/model/record.ts'
import type { Day, EpochMs } from '../engine/model/time.ts'
import { type BasisStep, withEntry, withStep } from './basis-steps.ts'
import { cashOf } from './cash-of.ts'
import type { StepRecord } from './events.ts'
import { addFillToEnds, type Ends, type Exit, exitOf, noEnds } from './exit.ts'
import { foldOf } from './fold.ts'
import { Groups } from './groups.ts'
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
import { addEvent, addFlow, addMark, type GrowingLife, type Life, newLife } from './life.ts'

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
  readonly life: Life
  /** What its profit by names follows from, where it has held bonds; null = it has traded an option. */
  readonly steps: readonly BasisStep[] | null
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] }

/** Facts as they grow; a group that was not filled has no order or no currency. */
interface Group
  extends Writable<Omit<TradeFacts, 'order' | 'currency' | 'written' | 'cash' | 'life' | 'steps'>> {
  order: Order | null
  currency: string | null
  readonly legs: Legs
  readonly written: Writable<Written>
  readonly cash: Writable<TradeCash>
  readonly life: GrowingLife
  steps: BasisStep[] | null
  readonly ends: Ends
  /** By order, the rule that gave it. */
  rules: { readonly order: number; readonly rule: string }[]
  /** That of the order of the last closing fill. */
  lastRule: string | null
}

/** Facts that may be gone through any number of times; each is worked out when its turn comes. */
export interface Trades extends Iterable<TradeFacts> {
  readonly length: number
}

interface State {
  readonly groups: Groups<Group>
  trades: number
}

/** One trade for each group that was filled, in the order of their opening. */
export const trades = foldOf<State, Trades>(
  () => ({ groups: new Groups(newGroup, trim), trades: 0 }),
  {
    order: (state, record) =>
      change(state, record.order.group, group => {
        const { order } = record
        if (order.purpose === 'open') group.order ??= order
        group.rules.push({ order: order.id, rule: order.reason.rule })
        addEvent(group.life, record, group.currency)
      }),
    fill: (state, record) =>
      change(state, record.fill.group, group => {
        addFillRecord(group, record)
        addEvent(group.life, record, group.currency)
        group.steps = withStep(group.steps, record)
      }),
    cancel: (state, record) =>
      change(state, record.group, group => addEvent(group.life, record, group.currency)),
    entry: (state, { entry }) => {
      if (entry.group === null) return
      change(state, entry.group, group => {
        const amount = cashOf(entry)
        addCash(group.cash, entry.kind, amount)
        addFlow(group.life, entry, amount)
        group.steps = withEntry(group.steps, entry, amount)
      })
    },
    stop: (state, record) =>
      change(state, record.group, group => {
        group.stopFired = true
        addEvent(group.life, record, group.currency)
      }),
    expiry: (state, record) =>
      end(state, record, group => {
        group.ends.happened.push(record.outcome)
        addExpiry(group.legs, record)
      }),
    assignment: (state, record) => end(state, record, ({ legs }) => addAssignment(legs, record)),
    ended: (state, record) =>
      end(state, record, group => {
        group.ends.happened.push(record.outcome)
        addEnd(group.legs, record)
      }),
    delivery: (state, record) =>
      end(state, record, group => {
        group.ends.happened.push(record.step)
        addDelivery(group.legs, record)
        group.steps = withStep(group.steps, record)
      }),
    bond: (state, record) =>
      change(state, record.group, group => {
        group.steps = withStep(group.steps, record)
      }),
    mark: (state, record) =>
      change(state, record.group, group => {
        group.worstValuePoints = Math.max(group.worstValuePoints ?? record.valuePoints, record.valuePoints)
        addMark(group.life, record)
      }),
    open: (state, record) =>
      change(state, record.group, group => {
        group.open = record
      }),
  },
  ({ groups, trades }) => ({
    length: trades,
    *[Symbol.iterator]() {
      for (const group of groups) if (isTrade(group)) yield concluded(group)
    },
  }),
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
  life: newLife(),
  steps: [],
})

/** An account has done with a group that holds nothing: what comes later is none of its fills. */
function trim(group: Group): void {
  group.rules = []
  if (!group.holdsBonds) group.steps = []
}

/** A group that holds nothing rests. */
function change(state: State, id: number, by: (group: Group) => void): void {
  const group = state.groups.of(id)
  const wasTrade = isTrade(group)
  by(group)
  if (!wasTrade && isTrade(group)) state.trades++
  state.groups.rests(
    id,
    group.legs.every(({ held }) => held === 0),
  )
}

/** Something that the exchange did, which changed what the group holds. */
function end(
  state: State,
  record: StepRecord & { readonly group: number },
  by: (group: Group) => void,
): void {
  change(state, record.group, group => {
    group.changedAt = record.time
    by(group)
    addEvent(group.life, record, group.currency)
  })
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

function addCash(cash: Writable<TradeCash>, kind: EntryKind, moved: Minor): void {
  cash.total = add(cash.total, moved)
  if (kind === 'commission') cash.commission = add(cash.commission, moved)
  if (kind === 'repoInterest') cash.repoInterest = add(cash.repoInterest, moved)
}

/** The group with what ended it, by all that is known now. */
function concluded<T extends Group>(group: T): T {
  group.exit = exitOf(group.ends, group.open !== null)
  group.closingRule = group.exit === 'strategy' || group.exit === 'unwound' ? group.lastRule : null
  return group
}

const isTrade = (group: Group): group is Group & TradeFacts => group.order !== null && group.currency !== null
