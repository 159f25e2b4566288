/** Where cash stood at the closes that a first margin call is explained by, and what has moved it since the start. */

import type { BondRecord, CallRecord, EntryKind, EpochMs, LiquidityRecord } from '../../../engine/index.ts'
import { foldOf } from '../../../folds/index.ts'
import type { CashChange } from '../../../reports/index.ts'

/** Cash of all entries up to here, by kind, in minor units. */
type Flows = ReadonlyMap<EntryKind, number>

/** A close at which free cash was told. */
export interface Stand {
  readonly close: LiquidityRecord
  readonly flows: Flows
}

/** A bond at the last close up to the first call, and at the one before. */
interface BondCloses {
  readonly now: BondRecord
  readonly before: BondRecord | null
}

export interface CashStands {
  /** The first close with bonds that were paid for; null = none. */
  readonly opening: Stand | null
  /** The first notice, or bankruptcy that none preceded; null = no call. */
  readonly call: CallRecord | null
  /** What moved cash at the call's own close, or since the last one where it came before its own. */
  readonly cause: CashChange | null
  /** The same since the opening; null where the call came no later. */
  readonly sinceOpening: CashChange | null
  readonly bonds: readonly BondCloses[]
}

interface State {
  readonly flows: Map<EntryKind, number>
  opening: Stand | null
  /** The last close, and the one before. */
  last: Stand | null
  before: Stand | null
  call: CallRecord | null
  cause: CashChange | null
  sinceOpening: CashChange | null
  /** By group and bond. */
  readonly bonds: Map<string, BondCloses>
}

export const cashStands = foldOf<State, CashStands>(
  () => ({
    flows: new Map(),
    opening: null,
    last: null,
    before: null,
    call: null,
    cause: null,
    sinceOpening: null,
    bonds: new Map(),
  }),
  {
    entry({ flows }, { entry }) {
      let cash = flows.get(entry.kind) ?? 0
      for (const { account, amount } of entry.postings) if (account === 'cash') cash += amount
      flows.set(entry.kind, cash)
    },
    liquidity(state, close) {
      const stand = { close, flows: new Map(state.flows) }
      if (close.bondValue > 0) state.opening ??= stand
      state.before = state.last
      state.last = stand
    },
    call(state, call) {
      if (state.call !== null || (call.step !== 'notice' && call.step !== 'bankruptcy')) return
      state.call = call
      explain(state, call.time)
    },
    bond({ bonds, call }, now) {
      if (call !== null && now.time > call.time) return
      const key = `${now.group} ${now.bond}`
      bonds.set(key, { now, before: bonds.get(key)?.now ?? null })
    },
  },
  ({ bonds, ...state }) => ({ ...state, bonds: [...bonds.values()] }),
)

function explain(state: State, time: EpochMs): void {
  const { last, before, opening, flows } = state
  const atClose = last?.close.time === time
  const until = atClose ? last : { close: null, flows }
  state.cause = cashChange(atClose ? before : last, until)
  if (opening && opening !== until) state.sinceOpening = cashChange(opening, until)
}

/** Kinds of entries that are told by their own names. */
const NAMED = ['variation', 'margin', 'repo', 'repoInterest', 'creditLine'] as const satisfies EntryKind[]

/** From a close (null = the start, without cash) to another, or to a place between two, where the level follows from the flows. */
function cashChange(
  from: Stand | null,
  until: { readonly close: LiquidityRecord | null; readonly flows: Flows },
): CashChange {
  const of = (kind: EntryKind): number => (until.flows.get(kind) ?? 0) - (from?.flows.get(kind) ?? 0)
  const all = [...until.flows.keys()].reduce((sum, kind) => sum + of(kind), 0)
  const cashBefore = from?.close.cashFree ?? 0
  return {
    variation: of('variation'),
    margin: of('margin'),
    repo: of('repo'),
    repoInterest: of('repoInterest'),
    creditLine: of('creditLine'),
    other: all - NAMED.reduce((sum, kind) => sum + of(kind), 0),
    cashBefore,
    cashAfter: until.close?.cashFree ?? cashBefore + all,
  }
}
