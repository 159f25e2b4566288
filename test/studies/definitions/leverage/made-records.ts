/** Records of a run that never was, close by close, in cents. */

import {
  type CallRecord,
  type EntryKind,
  type EpochMs,
  MS_PER_DAY,
  minor,
  parseDay,
  type RunRecord,
  ZERO,
} from '../../../../engine/index.ts'

/** The close of a day. */
const closeOf = (day: string): EpochMs => parseDay(day) * MS_PER_DAY + 20 * 3_600_000

export interface Close {
  readonly day: string
  /** Cash by the kind of its entry, before the close tells how much is free. */
  readonly flows?: Partial<Record<EntryKind, number>>
  /** The same after it. */
  readonly flowsAfter?: Partial<Record<EntryKind, number>>
  readonly equity: number
  readonly marginPosted?: number
  /** Of 1000 units of a bond; none without a price. */
  readonly cleanPrice?: number
  readonly borrowed?: number
  readonly calls?: readonly Partial<CallRecord>[]
  /** Rules of orders that the strategy places. */
  readonly orders?: readonly string[]
  readonly distanceToCall?: number | null
  readonly fill?: boolean
}

const BOND = 'UST 2.375 2024-08-15 10Y'
const UNITS = 1000

/** The closes in their order; free cash is what the flows leave. */
export function madeRecords(closes: readonly Close[]): RunRecord[] {
  let cash = 0
  let id = 0
  const entriesOf = (time: EpochMs, flows: Close['flows'] = {}): RunRecord[] =>
    (Object.entries(flows) as [EntryKind, number][]).map(([kind, amount]): RunRecord => {
      cash += amount
      const account = kind === 'deposit' ? 'capital' : kind
      const postings = [
        { account: 'cash', amount: minor(amount) },
        { account, amount: minor(-amount) },
      ] as const
      const entry = { id: id++, time, kind, currency: 'USD', postings, group: 1, instrument: null, memo: '' }
      return { kind: 'entry', time, entry }
    })
  return closes.flatMap(close => {
    const time = closeOf(close.day)
    const before = entriesOf(time, close.flows)
    const told = toldOf(close, time, cash)
    return [...before, ...told, ...entriesOf(time, close.flowsAfter)]
  })
}

function toldOf(close: Close, time: EpochMs, cash: number): RunRecord[] {
  const { cleanPrice, borrowed = 0, equity, marginPosted = 0, distanceToCall } = close
  const session = parseDay(close.day)
  const value = minor(cleanPrice === undefined ? 0 : Math.round(UNITS * cleanPrice * 100))
  const account = { equity: minor(equity), initial: ZERO, maintenance: ZERO }
  const bond: RunRecord = {
    kind: 'bond',
    time,
    session,
    group: 1,
    bond: BOND,
    units: UNITS,
    unsettled: 0,
    cleanPrice: cleanPrice ?? 0,
    accrued: 0,
    value,
    borrowed: minor(borrowed),
    repoPercent: null,
    hedges: [],
  }
  const liquidity: RunRecord = {
    kind: 'liquidity',
    time,
    session,
    cashFree: minor(cash),
    marginPosted: minor(marginPosted),
    creditDrawn: ZERO,
    bondValue: value,
    borrowed: minor(borrowed),
  }
  const calls = (close.calls ?? []).map(
    (one): RunRecord => ({
      kind: 'call',
      time,
      call: 1,
      step: 'notice',
      amount: ZERO,
      deadline: null,
      ...account,
      ...one,
    }),
  )
  const day: RunRecord = {
    kind: 'day',
    time,
    session,
    ...account,
    cash: minor(cash),
    premiumIncluded: ZERO,
    scenarios: {},
    groups: 1,
    rates: {},
  }
  const observation: RunRecord[] =
    distanceToCall === undefined
      ? []
      : [{ kind: 'observation', time, name: 'basis', values: { distanceToCall } }]
  const orders = (close.orders ?? []).map(
    (rule): RunRecord => ({
      kind: 'order',
      time,
      order: {
        id: 9,
        group: 1,
        tag: 'basis',
        purpose: 'close',
        origin: 'strategy',
        placedAt: time,
        legs: [],
        lots: 1,
        limit: null,
        stop: null,
        reason: { rule, text: '' },
      },
    }),
  )
  return [
    ...(cleanPrice === undefined ? [] : [bond]),
    liquidity,
    ...calls,
    day,
    ...observation,
    ...orders,
    ...(close.fill ? [filled(time)] : []),
  ]
}

const filled = (time: EpochMs): RunRecord => ({
  kind: 'fill',
  time,
  origin: 'strategy',
  purpose: 'open',
  fill: {
    order: 1,
    group: 1,
    time,
    instrument: { kind: 'future', id: 'ZN 2020-06', product: 'ZN', month: '2020-06' },
    quantity: -1,
    price: 130,
    source: 'close',
    multiplier: 1000,
    currency: 'USD',
  },
})
